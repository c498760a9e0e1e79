/**
 * Copy buttons: an account number goes to the clipboard without its spaces, and the button says so. Without scripts or without
 * a clipboard the buttons stay hidden, and the text can be marked by hand.
 */
$(() => {
  const shownMs = 2000;
  if (!navigator.clipboard) return;
  $('[data-copy]').prop('hidden', false);
  $(document).on('click', '[data-copy]', async (event) => {
    const button = $(event.currentTarget);
    const told = $('<span role="status"></span>');
    button.after(told);
    try {
      await navigator.clipboard.writeText(String(button.data('copyExact') ?? button.attr('data-copy')));
      told.addClass('hint').text(` ${button.attr('data-copied')}`);
      setTimeout(() => told.remove(), shownMs);
    } catch {
      // The browser forbids it: mark the text, so that the keyboard's own copying finds it.
      told.remove();
      const range = document.createRange();
      range.selectNodeContents(button.parent()[0]);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    }
  });
});
