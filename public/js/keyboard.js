/**
 * Keys for those who use the platform all day: `/` to the search, `g` and a letter to a page, `?` for the list, Esc closes.
 * The person's own setting switches them off (WCAG 2.1.4), here or in the profile; they never act while something is typed.
 */
$(() => {
  const goWithinMs = 1500;
  const keyOfPage = { h: 'home', p: 'projects', d: 'drafts', f: 'payments', r: 'reconciliation' };
  const list = $('[data-keys-dialog]')[0];
  if (!list) return;
  let goUntil = 0;

  const isOff = () => document.documentElement.dataset.shortcuts === 'off';
  // The setting is kept without leaving the page: what is half typed stays. Should that fail, the form is sent as it stands.
  const form = $('[data-keys-switch]');
  const wanted = form.find('[name=shortcuts]');
  const button = form.find('button');
  button.on('click', (event) => {
    event.preventDefault();
    $.post(form.attr('action'), form.serialize())
      .done(() => {
        const off = wanted.val() === 'off';
        document.documentElement.dataset.shortcuts = off ? 'off' : 'on';
        wanted.val(off ? 'on' : 'off');
        button.text(button.attr(off ? 'data-on' : 'data-off'));
      })
      .fail(() => form[0].requestSubmit());
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
