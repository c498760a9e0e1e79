/**
 * Passwords that everybody tries first, ten characters and more, as lists of broken accounts show them; and patterns
 * that only look long. The list is short on purpose: length and the waits after wrong tries carry the weight.
 */
const firstTried: ReadonlySet<string> = new Set([
  '1234567890',
  '0123456789',
  '9876543210',
  '0987654321',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'qwertyuiop',
  'qwerty123456',
  'qwerty12345',
  'asdfghjkl123',
  'zaq12wsxcde3',
  'password12',
  'password123',
  'password1234',
  'password12345',
  'passw0rd123',
  'p@ssw0rd123',
  'administrator',
  'admin12345',
  'admin123456',
  'root123456',
  'test123456',
  'user123456',
  'welcome123',
  'welcome1234',
  'iloveyou123',
  'iloveyou1314',
  'woaini1314',
  'woaini1314520',
  'woaini520520',
  '5201314520',
  '1314520520',
  'a123456789',
  'aa123456789',
  'abc123456789',
  'abcd123456',
  'abcdefghij',
  'q123456789',
  'qq123456789',
  'wang123456',
  'zhang123456',
  'li123456789',
  '123456789a',
  '123456789abc',
  '1234567890a',
  '123qweasdzxc',
  'qweasdzxc123',
  'qazwsxedc123',
  'changeme123',
  'letmein123',
  'guizhou123',
  'guizhou123456',
  'guizhou2020',
  'fupin123456',
  'fupin2020',
]);

const differentCharactersMin = 4;

/** Whether a password is one of the first that anybody would try; letters count alike in either case. */
export function isGuessable(password: string): boolean {
  const lower = password.toLowerCase();
  return firstTried.has(lower) || new Set(lower).size < differentCharactersMin;
}
