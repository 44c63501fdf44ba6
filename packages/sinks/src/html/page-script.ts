/**
 * The script of the page: filters, and unfolding for print. Everything can be read without it. The content policy names it
 * by its hash, so nothing may be put into it.
 */
export const pageScript: string = `
(() => {
  'use strict'
  const form = document.getElementById('filters')
  if (!form) return
  const groups = [...document.querySelectorAll('.check')].map((element) => ({
    element,
    check: element.dataset.check,
    counter: element.querySelector('.count'),
    all: element.querySelector('.count').textContent,
    before: element.open,
    rows: [...element.querySelectorAll('.finding')].map((row) => ({ row, text: undefined })),
  }))
  const total = groups.reduce((all, group) => all + group.rows.length, 0)
  const acting = new Set(['open', 'acknowledged', 'reopened'])
  const fields = form.elements
  const figure = (value) => value.toLocaleString('en-GB')
  const textOf = (entry) => (entry.text ??= entry.row.textContent.toLowerCase())
  const stateFits = (row, state) =>
    state === '' || (state === 'acting' ? acting.has(row.dataset.state) : state === 'new' ? 'new' in row.dataset : row.dataset.state === state)

  let filtered = false
  const apply = () => {
    const severities = new Set([...form.querySelectorAll('[name=severity]:checked')].map((box) => box.value))
    const words = fields.text.value.toLowerCase().split(' ').filter(Boolean)
    const state = fields.state.value
    const check = fields.check.value
    const scan = fields.scan ? fields.scan.value : ''
    const active = severities.size > 0 || words.length > 0 || state !== '' || check !== '' || scan !== ''
    let matches = 0
    for (const group of groups) {
      let shown = 0
      const here = check === '' || group.check === check
      const title = words.length > 0 ? group.element.querySelector('h3').textContent.toLowerCase() : ''
      for (const entry of group.rows) {
        const { row } = entry
        const fits =
          here &&
          (severities.size === 0 || severities.has(row.dataset.severity)) &&
          stateFits(row, state) &&
          (scan === '' || row.dataset.scan === scan) &&
          words.every((word) => title.includes(word) || textOf(entry).includes(word))
        if (row.hidden === fits) row.hidden = !fits
        if (fits) shown++
      }
      group.element.hidden = shown === 0
      group.counter.textContent = active ? figure(shown) + ' of ' + figure(group.rows.length) : group.all
      if (!filtered && active) group.before = group.element.open
      if (active && (words.length > 0 || check !== '')) group.element.open = shown > 0
      if (filtered && !active) group.element.open = group.before
      matches += shown
    }
    filtered = active
    fields.matches.value = active
      ? figure(matches) + ' of ' + figure(total) + (total === 1 ? ' finding' : ' findings')
      : figure(total) + (total === 1 ? ' finding' : ' findings')
    document.getElementById('no-match').hidden = matches > 0
  }

  let waiting = 0
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(apply, 120)
  })
  form.addEventListener('reset', () => setTimeout(apply))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    apply()
  })
  const fold = (open) => groups.forEach((group) => { if (!group.element.hidden) group.element.open = open })
  fields.unfold.addEventListener('click', () => fold(true))
  fields.fold.addEventListener('click', () => fold(false))

  let folded = []
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')]
    for (const element of folded) element.open = true
  })
  addEventListener('afterprint', () => {
    for (const element of folded) element.open = false
  })
  form.hidden = false
  apply()
})()
`
