import { type Command, Option } from 'commander'
import type { CommandContext } from '../../program/command-context.ts'
import { examplesHelp } from '../../program/examples-help.ts'
import { checkExitCodeHelp, exitCodeHelp } from '../../program/exit-code-help.ts'
import { addDatabaseOption, addDebugOption, addKeyOption, addPolicyOption } from '../../program/scan-options.ts'
import { orLeaveOut, textOption } from '../../program/text-option.ts'
import { addScanOutcomeOptions } from '../scan-outcome-options.ts'
import { addAdd, addReconnect } from './connect-commands.ts'
import {
  checkIntegration,
  type HandleIntegration,
  type HandleOptions,
  listIntegrations,
  pauseIntegration,
  type RemoveOptions,
  removeIntegration,
  resumeIntegration,
  showIntegration,
} from './handle-integration.ts'
import { answerFormatOption } from './print-answer.ts'
import { type ScanStoredOptions, scanIntegration } from './scan-integration.ts'
import { addScheduleOptions } from './schedule-options.ts'
import { type UpdateOptions, updateIntegration } from './update-integration.ts'

const sealed = '--vault-keys opencasb.keys'

/** `opencasb integrations`: what is connected for good, with sealed credentials. */
export function addIntegrations(program: Command, context: CommandContext): void {
  const parent = program
    .command('integrations')
    .description('connect organisations for good, with sealed credentials, and look after them')
    .helpCommand(false)
  addAdd(parent, context)
  addList(parent, context)
  handle(parent, context, 'show', 'all that is known of one: health, schedule, last scan', showIntegration)
  addCheck(parent, context)
  addScanStored(parent, context)
  handle(parent, context, 'pause', 'stop it: it makes no call until it is resumed', pauseIntegration)
  handle(parent, context, 'resume', 'go on with it', resumeIntegration)
  addUpdate(parent, context)
  addReconnect(parent, context)
  addRemove(parent, context)
  parent.addHelpText(
    'after',
    examplesHelp(
      'keys create opencasb.keys',
      `integrations add github --org acme ${sealed}`,
      'integrations list',
      `integrations check acme ${sealed}`,
      'integrations pause acme',
    ),
  )
}

function addList(parent: Command, context: CommandContext): void {
  const command = parent
    .command('list')
    .description('what is connected, and how it is')
    .option('--owner <owner>', 'only what belongs to this owner', textOption('--owner', orLeaveOut))
  finish(command, 'integrations list', 'integrations list --format json').action(
    (options: HandleOptions & { readonly owner?: string }) => context.run(() => listIntegrations(context, options)),
  )
}

/** A command on one integration that needs no keys. */
function handle(
  parent: Command,
  context: CommandContext,
  name: string,
  description: string,
  act: HandleIntegration,
): void {
  finish(one(parent, name, description), `integrations ${name} acme`).action((id: string, options: HandleOptions) =>
    context.run(() => act(context, id, options)),
  )
}

function addCheck(parent: Command, context: CommandContext): void {
  const command = one(parent, 'check', 'sign in and say how it is')
  finish(addPolicyOption(addKeyOption(command)), `integrations check acme ${sealed}`)
    .addHelpText('after', checkExitCodeHelp)
    .action((id: string, options: HandleOptions) => context.run(() => checkIntegration(context, id, options)))
}

function addScanStored(parent: Command, context: CommandContext): void {
  const command = addPolicyOption(addKeyOption(addDatabaseOption(one(parent, 'scan', 'scan it now'))))
  const example = `integrations scan acme ${sealed}`
  addDebugOption(addScanOutcomeOptions(command))
    .addHelpText('after', `${examplesHelp(example, `${example} --output findings.sarif`)}\n${exitCodeHelp}`)
    .action((id: string, options: ScanStoredOptions) => context.run(() => scanIntegration(context, id, options)))
}

function addUpdate(parent: Command, context: CommandContext): void {
  const command = addScheduleOptions(
    one(parent, 'update', 'change its name, owner or schedule'),
    '"default" for the connector\'s',
  )
    .addOption(new Option('--anytime', 'scan at any time, in no window').conflicts('window'))
    .option('--name <name>', 'what to call it', textOption('--name', orLeaveOut))
    .option('--owner <owner>', 'whose it is', textOption('--owner', "--no-owner makes it nobody's"))
    .option('--no-owner', "nobody's in particular any more")
  finish(
    command,
    'integrations update acme --interval 12h',
    'integrations update acme --interval default --anytime',
    'integrations update acme --window "20:00-06:00 Europe/Berlin"',
  ).action((id: string, options: UpdateOptions) => context.run(() => updateIntegration(context, id, options)))
}

function addRemove(parent: Command, context: CommandContext): void {
  const command = parent
    .command('remove')
    .description('erase it with everything that is known of it; nothing brings it back')
    .argument('<id>', 'its whole id or name')
    .option('--no-revoke', 'leave the grant at the vendor as it is; needs no keys')
    .option('--yes', 'do not ask; needed where there is no terminal to ask at')
  finish(
    addKeyOption(command),
    `integrations remove acme ${sealed}`,
    `integrations remove acme ${sealed} --yes`,
  ).action((id: string, options: RemoveOptions) => context.run(() => removeIntegration(context, id, options)))
}

function one(parent: Command, name: string, description: string): Command {
  return parent.command(name).description(description).argument('<id>', 'its id or name, or the beginning of it')
}

/** Adds what all of them take. */
function finish(command: Command, ...examples: readonly string[]): Command {
  return addDebugOption(addDatabaseOption(command).addOption(answerFormatOption())).addHelpText(
    'after',
    examplesHelp(...examples),
  )
}
