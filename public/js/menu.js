/**
 * The sidebar on a phone and the user's menu. Without this script the menu button is a link to the sidebar, which `:target`
 * opens, and the user's menu is a `details` element that opens by itself.
 */
$(() => {
  const side = $('#side');
  const button = $('[data-menu]');
  const close = () => {
    side.removeClass('open');
    button.attr('aria-expanded', 'false');
  };
  button.attr({ role: 'button', 'aria-expanded': 'false' }).on('click', (event) => {
    event.preventDefault();
    const open = !side.hasClass('open');
    side.toggleClass('open', open);
    button.attr('aria-expanded', String(open));
    if (open) side.find('a').first().trigger('focus');
  });
  button.on('keydown', (event) => {
    if (event.key === ' ') {
      event.preventDefault();
      button.trigger('click');
    }
  });
  $(document).on('click', (event) => {
    const target = $(event.target);
    if (target.closest('#side, [data-menu]').length === 0) close();
    if (target.closest('[data-menu-details]').length === 0) $('[data-menu-details]').prop('open', false);
  });
  $(document).on('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (side.hasClass('open')) button.trigger('focus');
    close();
    $('[data-menu-details][open]').prop('open', false).find('summary').trigger('focus');
  });
  // 看表格 opens the table it leads to.
  const openByHash = () =>
    $(`${location.hash || '#none'}[data-open-by-hash]`)
      .closest('details')
      .prop('open', true);
  $(window).on('hashchange', openByHash);
  if (/^#[\w-]+$/.test(location.hash)) openByHash();
  // A filter form leaves empty values out of the address.
  $('[data-drop-empty]').on('submit', function dropEmpty() {
    $(this)
      .find('input, select')
      .filter((_, field) => field.value === '')
      .prop('disabled', true);
  });
  $('[data-print]')
    .prop('hidden', false)
    .on('click', () => window.print());
});
