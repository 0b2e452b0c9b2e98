import { expect, test } from 'vitest';
import { toFileName } from './file-name.ts';

test.each([
  ['holiday.jpg', 'holiday.jpg'],
  ['  Größe 📎.pdf ', 'Größe 📎.pdf'],
  ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['C:\\Users\\me\\report.docx', 'report.docx'],
  ['..', 'file'],
  ['a/..', 'file'],
  ['folder/', 'file'],
  ['', 'file'],
  ['.env', '.env'],
  ['a\0b\r\nContent-Type: text/html.txt', 'html.txt'],
  ['two\r\nlines.txt', 'twolines.txt'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['half \ud800 pair', 'half \ufffd pair'],
])('%j is shown as %j', (given, shown) => {
  expect(toFileName(given)).toBe(shown);
});

test('a long name is cut to 255 bytes between whole characters, and keeps its ending', () => {
  const name = toFileName(`${'👩‍👩‍👧'.repeat(50)}.jpeg`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  expect(name).toMatch(/^(👩‍👩‍👧)+\.jpeg$/u);
});
