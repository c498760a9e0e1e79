/**
 * 大写 of an amount while it is typed (GB/T 15835 and the People's Bank's rules for bills). The server says it again with the
 * form's answer, and its word stands; this is only the echo that lets a wrong nought be seen at once.
 */
const digitWords = [...'零壹贰叁肆伍陆柒捌玖'];
const placeWords = ['', '拾', '佰', '仟'];
const groupWords = ['', '万', '亿', '万亿'];

/** One group of four digits, `needsZero` when something stood before it. */
function groupInWords(group, needsZero) {
  let words = '';
  let zero = needsZero && group < 1000;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      zero = zero || words !== '';
      continue;
    }
    words += (zero ? '零' : '') + digitWords[digit] + placeWords[place];
    zero = false;
  }
  return words;
}

function yuanInWords(yuan) {
  const groups = [];
  for (let rest = yuan; rest > 0n; rest /= 10000n) groups.unshift(Number(rest % 10000n));
  let words = '';
  let gap = false;
  groups.forEach((group, index) => {
    if (group === 0) {
      gap = words !== '';
      return;
    }
    words += groupInWords(group, words !== '' || gap) + groupWords[groups.length - 1 - index];
    gap = false;
  });
  return words;
}

/** `人民币壹佰零捌万元整` of `1080000.00`; undefined when the text is no amount in yuan. */
globalThis.amountInWords = (text) => {
  const match = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text.replace(/[,，\s¥]/g, ''));
  if (!match) return undefined;
  const yuan = BigInt(match[1]);
  const [jiao, fen] = [...(match[2] ?? '').padEnd(2, '0')].map(Number);
  if (yuan === 0n && jiao === 0 && fen === 0) return undefined;
  const whole = yuan === 0n ? '' : `${yuanInWords(yuan)}元`;
  if (jiao === 0 && fen === 0) return `人民币${whole}整`;
  const tenths = jiao === 0 ? (whole === '' ? '' : '零') : `${digitWords[jiao]}角`;
  return `人民币${whole}${tenths}${fen === 0 ? '' : `${digitWords[fen]}分`}`;
};
