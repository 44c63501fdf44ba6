import { held } from '@opencasb/simulator-kit'
import type { OrganizationCall, RepositoryCall, Route } from '../http/call.ts'
import { listedByCursor } from '../http/cursor-listing.ts'
import { listed } from '../http/listing.ts'
import type { CodeScanningAlert } from '../world/code-scanning-alert.ts'
import type { DependabotAlert } from '../world/dependabot-alert.ts'
import type { SecretScanningAlert } from '../world/secret-scanning-alert.ts'
import { alertListing, walkAlerts } from './alert-references.ts'
import { codeScanningAlert, dependabotAlert, secretScanningAlert } from './render/alert.ts'
import { type RepositoryView, repositoryView } from './render/repository.ts'

/** Whether a value is among those of a comma-separated parameter, if that was given. */
function among(query: URLSearchParams, name: string): (value: string) => boolean {
  const values = query.get(name)?.split(',')
  return (value) => values === undefined || values.includes(value)
}

function dependabotFilter(query: URLSearchParams): (alert: DependabotAlert) => boolean {
  const state = among(query, 'state')
  const severity = among(query, 'severity')
  const ecosystem = among(query, 'ecosystem')
  const scope = among(query, 'scope')
  return (alert) => state(alert.state) && severity(alert.severity) && ecosystem(alert.ecosystem) && scope(alert.scope)
}

function codeScanningFilter(query: URLSearchParams): (alert: CodeScanningAlert) => boolean {
  const state = among(query, 'state')
  const severity = among(query, 'severity')
  return (alert) => state(alert.state) && severity(alert.severity)
}

function secretScanningFilter(query: URLSearchParams): (alert: SecretScanningAlert) => boolean {
  const state = among(query, 'state')
  const type = among(query, 'secret_type')
  const validity = among(query, 'validity')
  return (alert) => state(alert.state) && type(alert.type) && validity(alert.validity)
}

function viewOf(call: OrganizationCall): RepositoryView {
  return repositoryView(call.place, call.grant, call.links)
}

function filterName(call: OrganizationCall, kind: string): string {
  const relevant = ['state', 'severity', 'secret_type', 'validity'].map((name) => call.query.get(name) ?? '')
  return `${kind} ${relevant.join(' ')}`
}

/** Alerts come newest first unless told otherwise; by either date, as the alerts of this world are not touched again. */
function isOldestFirst({ query }: OrganizationCall): boolean {
  return query.get('direction') === 'asc'
}

function inOrder<T>(call: OrganizationCall, oldestFirst: T[]): T[] {
  return isOldestFirst(call) ? oldestFirst : oldestFirst.reverse()
}

function hidesSecret(call: RepositoryCall | OrganizationCall): boolean {
  return call.query.get('hide_secret') === 'true'
}

/** Routes of alerts, for an organisation and for a repository. */
export const alertRoutes: readonly Route[] = [
  {
    route: 'GET /orgs/{org}/dependabot/alerts',
    about: 'organization',
    answer: (call) => {
      const view = viewOf(call)
      const { parts } = call.place
      const fits = dependabotFilter(call.query)
      return listedByCursor(
        call,
        (after) =>
          walkAlerts(call.place, (repository) => parts.dependabotAlerts(repository), fits, {
            after,
            oldestFirst: isOldestFirst(call),
          }),
        ({ alert, repository }) => dependabotAlert(alert, repository, view, true),
      )
    },
  },
  {
    route: 'GET /orgs/{org}/code-scanning/alerts',
    about: 'organization',
    answer: (call) => {
      const view = viewOf(call)
      const { parts } = call.place
      const name = filterName(call, 'code')
      const alertsOf = parts.codeScanningAlerts.bind(parts)
      const listing = alertListing(call.place, name, alertsOf, codeScanningFilter(call.query), isOldestFirst(call))
      return listed(call, listing, ({ alert, repository }) => codeScanningAlert(alert, repository, view, true))
    },
  },
  {
    route: 'GET /orgs/{org}/secret-scanning/alerts',
    about: 'organization',
    answer: (call) => {
      const view = viewOf(call)
      const { parts } = call.place
      const name = filterName(call, 'secret')
      const alertsOf = parts.secretScanningAlerts.bind(parts)
      const listing = alertListing(call.place, name, alertsOf, secretScanningFilter(call.query), isOldestFirst(call))
      const options = { ofOrganization: true, hideSecret: hidesSecret(call) }
      return listed(call, listing, ({ alert, repository }) => secretScanningAlert(alert, repository, view, options))
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/dependabot/alerts',
    about: 'repository',
    answer: (call) => {
      const view = viewOf(call)
      const alerts = inOrder(
        call,
        call.place.parts.dependabotAlerts(call.repository).filter(dependabotFilter(call.query)),
      )
      return listedByCursor(
        call,
        function* (after) {
          const start = after === undefined ? 0 : alerts.findIndex(({ number }) => String(number) === after) + 1
          for (const alert of alerts.slice(start)) yield { item: alert, cursor: String(alert.number) }
        },
        (alert) => dependabotAlert(alert, call.repository, view, false),
      )
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/code-scanning/alerts',
    about: 'repository',
    answer: (call) => {
      const view = viewOf(call)
      const alerts = call.place.parts.codeScanningAlerts(call.repository).filter(codeScanningFilter(call.query))
      return listed(call, held(inOrder(call, alerts)), (alert) =>
        codeScanningAlert(alert, call.repository, view, false),
      )
    },
  },
  {
    route: 'GET /repos/{owner}/{repo}/secret-scanning/alerts',
    about: 'repository',
    answer: (call) => {
      const view = viewOf(call)
      const alerts = call.place.parts.secretScanningAlerts(call.repository).filter(secretScanningFilter(call.query))
      const options = { ofOrganization: false, hideSecret: hidesSecret(call) }
      return listed(call, held(inOrder(call, alerts)), (alert) =>
        secretScanningAlert(alert, call.repository, view, options),
      )
    },
  },
]
