/**
 * Keys for those who use the platform all day: `/` to the search, `g` and a letter to a page, `?` for the list, Esc closes.
 * They can be switched off (WCAG 2.1.4), and never act while something is being typed.
 */
$(() => {
  const switchName = 'keyboard-off';
  const goWithinMs = 1500;
  const keyOfPage = { h: 'home', p: 'projects', d: 'drafts', f: 'payments', r: 'reconciliation' };
  const list = $('[data-keys-dialog]')[0];
  if (!list) return;
  let goUntil = 0;

  const isOff = () => localStorage.getItem(switchName) === 'yes';
  const button = $('[data-keys-switch]');
  const name = () => button.text(button.attr(isOff() ? 'data-on' : 'data-off'));
  name();
  button.on('click', () => {
    localStorage.setItem(switchName, isOff() ? 'no' : 'yes');
    name();
  });
  $('[data-keys-close]').on('click', () => list.close());
  $('[data-keyboard-list]')
    .prop('hidden', false)
    .on('click', () => list.showModal());

  $(document).on('keydown', (event) => {
    const typing = $(event.target).is('input, textarea, select, [contenteditable]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || isOff() || $('dialog[open]').length > 0)
      return;
    const page = keyOfPage[event.key];
    if (page !== undefined && event.timeStamp < goUntil) {
      goUntil = 0;
      $(`.side a[data-key=${page}]`)[0]?.click();
      return;
    }
    goUntil = event.key === 'g' ? event.timeStamp + goWithinMs : 0;
    if (event.key === '/') {
      event.preventDefault();
      $('[data-search]').trigger('focus');
    }
    if (event.key === '?') list.showModal();
  });
});
