import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { CsvError, parseCsv } from '../src/index.ts';

const caught = (run: () => unknown): CsvError => {
  try {
    run();
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

const IRIS = 'length,width,species\n5.1,3.5,setosa\n7.0,3.2,versicolor\n4.9,-3e-1,setosa\n';

describe('what it reads', () => {
  test('names, features, and sorted classes', () => {
    const table = parseCsv(IRIS);
    expect(table.featureNames).toEqual(['length', 'width']);
    expect(table.classNames).toEqual(['setosa', 'versicolor']);
    expect([...table.labels]).toEqual([0, 1, 0]);
    expect(table.features).toEqual(Float32Array.of(5.1, 3.5, 7, 3.2, 4.9, -0.3));
    expect(table).toMatchObject({ count: 3, featureCount: 2 });
  });

  test.each([
    ['a byte-order mark', `\uFEFF${IRIS}`],
    ['CRLF', IRIS.replaceAll('\n', '\r\n')],
    ['CR alone', IRIS.replaceAll('\n', '\r')],
    ['semicolons', IRIS.replaceAll(',', ';')],
    ['tabs', IRIS.replaceAll(',', '\t')],
    ['quotes', IRIS.replaceAll(/[^,\n]+/g, '"$&"')],
    ['blank lines and spaces', IRIS.replaceAll('\n', ' \n\n').replaceAll(',', ' , ')],
    ['no line end at the end', IRIS.trimEnd()],
  ])('%s', (_, text) => {
    expect(parseCsv(text)).toEqual(parseCsv(IRIS));
  });

  test('a table without a header: columns are numbered', () => {
    const table = parseCsv('1,2,a\n3,4,b\n');
    expect(table.featureNames).toEqual(['1', '2']);
    expect(table.count).toBe(2);
  });

  test.each([
    ['numbers only', '1,2,0\n3,4,1\n', '3', ['0', '1'], [1, 2, 3, 4]],
    ['numbers and a class first', 'a,1,2\nb,3,4\n', '1', ['a', 'b'], [1, 2, 3, 4]],
    ['a number that is in the first row', '2,5,0\n3,4,1\n', '2', ['4', '5'], [2, 0, 3, 1]],
    ['a class that is in the first row', '1,2,3\n4,5,6\n', '3', ['3', '6'], [1, 2, 4, 5]],
  ])('no header, and a label by its number: %s', (_, text, label, classNames, features) => {
    const table = parseCsv(text, { label });
    expect(table.count).toBe(2);
    expect(table.classNames).toEqual(classNames);
    expect([...table.features]).toEqual(features);
  });

  test('a header whose only feature has no name', () => {
    expect(parseCsv(',species\n1,a\n2,b\n', { label: 'species' }).featureNames).toEqual(['1']);
  });

  test('a header of numbers, when told', () => {
    expect(parseCsv('label,1,2\n3,4,5\n6,7,8\n', { label: 0, header: true }).count).toBe(2);
  });

  test.each([
    ['name', 'species'],
    ['index', 0],
    ['index from the end', -3],
  ])('a label column by %s', (_, label) => {
    const table = parseCsv('species,length\nb,1\na,2\n'.replace('length', 'length,w').replace(/(\d)\n/g, '$1,0\n'), {
      label,
    });
    expect(table.classNames).toEqual(['a', 'b']);
    expect([...table.features]).toEqual([1, 0, 2, 0]);
  });

  test('classes that are numbers are sorted by value', () => {
    expect(parseCsv('x,y\n1,10\n2,9\n3,-1\n').classNames).toEqual(['-1', '9', '10']);
  });

  test('a quoted cell may hold delimiters, quotes and line ends', () => {
    expect(parseCsv('x,y\n1,"a, ""b""\nc"\n2,d\n').classNames).toEqual(['a, "b"\nc', 'd']);
  });
});

describe('the delimiter', () => {
  test.each([
    ['quoted delimiters do not count', 'a;b;"kind,3,3,3"\n1;2;x\n3;4;y\n', ';', 'kind,3,3,3'],
    ['nor those of one row', 'a,b,kind\n1,2,x;y;z\n3,4,y\n', ',', 'kind'],
    ['a label with another delimiter', 'a;b;kind\n1;2;red, dark\n3;4;green\n', ';', 'kind'],
    ['a quoted line end', 'a\tb\tkind\n1\t2\t"x\n,,"\n3\t4\ty\n', '\t', 'kind'],
  ] as const)('%s', (_, text, delimiter, label) => {
    const table = parseCsv(text, { label });
    expect(table.featureNames).toEqual(['a', 'b']);
    expect(table).toEqual(parseCsv(text, { label, delimiter }));
  });

  test('is asked for where two cut all rows alike', () => {
    for (const text of ['1,5;x\n2,5;y\n', '1,5;2,5;x\n1,0;2,0;y\n']) {
      const error = caught(() => parseCsv(text));
      expect(error.code).toBe('delimiter');
      expect(error.message).toContain("commas and by semicolons alike; set 'delimiter', or 'decimal' to ','");
    }
    expect(parseCsv('1,5;x\n2,5;y\n', { decimal: ',' }).features).toEqual(Float32Array.of(1.5, 2.5));
    expect(parseCsv('1,5;x\n2,5;y\n', { delimiter: ',', header: false }).classNames).toEqual(['5;x', '5;y']);
  });

  test('that is a pipe is named, and taken when asked for', () => {
    const text = 'a|b|kind\n1|2|x\n3|4|y\n';
    expect(caught(() => parseCsv(text)).message).toContain("'|'; set 'delimiter' to '|'");
    expect(parseCsv(text, { delimiter: '|' }).featureNames).toEqual(['a', 'b']);
    expect(caught(() => parseCsv('a b  kind\n1 2 x\n3 4 y\n')).message).toContain('by blanks; write commas');
  });
});

describe('decimal commas', () => {
  test('are read when asked for', () => {
    const read = parseCsv('a;b;kind\n1,5;-0,25e1;x\n2;,5;y\n', { decimal: ',' });
    expect(read.features).toEqual(Float32Array.of(1.5, -2.5, 2, 0.5));
    expect(parseCsv('a,kind\n"1,5",x\n"2,5",y\n', { delimiter: ',', decimal: ',' }).features).toEqual(
      Float32Array.of(1.5, 2.5),
    );
  });

  test.each(['1.5', '1.234,5'])('refuse %s', (cell) => {
    expect(caught(() => parseCsv(`a;kind\n${cell};x\n2;y\n`, { decimal: ',' })).code).toBe('not-a-number');
  });
});

test.each([
  ['before it', '1, "b"\n2, "c"\n'],
  ['behind it', '1,"b" \n2,"c"\t\n'],
  ['a tab', '1,\t"b"\n2, \t "c" \n'],
  ['around all', ' "1" , "b" \n "2" , "c" \n'],
])('blanks around a quoted cell are dropped: %s', (_, text) => {
  expect(parseCsv(text, { delimiter: ',' }).classNames).toEqual(['b', 'c']);
});

test('a quote inside a cell is a character', () => {
  expect(parseCsv('1,5" pipe\n2,a "b"\n').classNames).toEqual(['5" pipe', 'a "b"']);
});

describe('a first row of numbers that may be names', () => {
  const rows = 'a,5,6,7\na,5,6,8\nb,6,7,8\nb,1,2,1\n';

  test.each([
    ['a name for the classes, in no other row', `kind,400.5,401,402\n${rows}`],
    ['columns numbered from 0', `0,1,2,3\n${rows}`],
    ['columns numbered from 1', `1,2,3,4\n${rows.replaceAll('a', '1').replaceAll('b', '7')}`],
  ])('%s', (_, text) => {
    const error = caught(() => parseCsv(text, { label: 0 }));
    expect({ code: error.code, line: error.line }).toEqual({ code: 'unclear-header', line: 1 });
    expect(parseCsv(text, { label: 0, header: true }).count).toBe(4);
    expect(parseCsv(text, { label: 0, header: false }).count).toBe(5);
  });

  test('classes that all are in one row, as of numbers to predict, say nothing', () => {
    expect(parseCsv('1,2,0.5\n3,4,0.75\n5,6,1.5\n').count).toBe(3);
  });
});

describe('what it refuses', () => {
  test.each([
    ['an empty text', '', 'empty', undefined, undefined],
    ['blank lines only', '\n \n', 'empty', undefined, undefined],
    ['a header only', 'a,b\n', 'header-only', undefined, undefined],
    ['a short row', 'a,b,c\n1,2,x\n1,y\n', 'ragged-row', 3, undefined],
    ['a long row, after a cell of two lines', 'a,b\n1,"x\nz"\n1,y,9\n', 'ragged-row', 4, undefined],
    ['a text in a feature column', 'a,b,c\n1,2,x\n\n1,two,y\n', 'not-a-number', 4, 'b'],
    ['hexadecimal', 'a,b\n0x1F,x\n2,y\n', 'not-a-number', 2, 'a'],
    ['NaN', 'a,b\n1,x\nNaN,y\n', 'not-finite', 3, 'a'],
    ['Infinity', 'a,b\n1,x\n-inf,y\n', 'not-finite', 3, 'a'],
    ['more than a double holds', 'a,b\n1,x\n1e999,y\n', 'not-finite', 3, 'a'],
    ['more than a float holds', 'a,b\n1,x\n1e39,y\n', 'too-large', 3, 'a'],
    ['less than a float holds', 'a,b\n1,x\n1e-50,y\n', 'too-small', 3, 'a'],
    ['a whole number beyond float', 'a,b\n16777216,x\n16777217,y\n', 'not-exact', 3, 'a'],
    ['one with a point', 'a,b\n1,x\n-1609459201.0,y\n', 'not-exact', 3, 'a'],
    ['a missing value', 'a,b\nNA,x\n1,y\n', 'empty-cell', 2, 'a'],
    ['a missing value in the first row', '?,x\n1,y\n', 'empty-cell', 1, '1'],
    ['an empty last column', 'a,b,\n1,x,\n2,y,\n', 'empty-label', 2, '3'],
    ['text after a closing quote', 'a,b\n1,"x" y\n2,y\n', 'quotes', 2, undefined],
    ['binary data', 'a,b\n1,x\0\n', 'not-text', undefined, undefined],
    ['an empty cell', 'a,b\n1,x\n,y\n', 'empty-cell', 3, 'a'],
    ['an empty label', 'a,b\n1,x\n2,\n', 'empty-label', 3, 'b'],
    ['one class', 'a,b\n1,x\n2,x\n', 'too-few-classes', undefined, 'b'],
    ['one column', 'b\nx\ny\n', 'no-features', undefined, undefined],
    ['two columns of one name', 'a,a,b\n1,2,x\n3,4,y\n', 'duplicate-column', 1, 'a'],
    ['an open quote', 'a,b\n1,"x\n2,y\n', 'quotes', 2, undefined],
  ])('%s', (_, text, code, line, column) => {
    const error = caught(() => parseCsv(text));
    expect({ code: error.code, line: error.line, column: error.column }).toEqual({ code, line, column });
    expect(error.message).not.toContain('\n');
    if (line !== undefined) expect(error.message).toContain(`line ${line}`);
  });

  test('a text where a number should be: the message says where and what', () => {
    expect(caught(() => parseCsv('a,b,c\n1,2,x\n1,two,y\n')).message).toBe(
      `parseCsv: line 3, column 'b': must be a number, but is 'two'`,
    );
  });

  test.each([
    ['a date', 'day,b\n2020-01-02,x\n2020-01-03,y\n', 'write a date as a number'],
    ['classes in another column', 'kind,length\nred,1\nblue,2\n', "set 'label' to 'kind'"],
    ['a number among the names', 'length,2001,kind\n1,2,x\n3,4,y\n', "set 'header' to true"],
    ['a delimiter at the end of lines', 'a,b,\n1,x,\n2,y,\n', 'or the delimiter at the end of each line'],
  ])('%s is explained', (_, text, words) => {
    expect(caught(() => parseCsv(text)).message).toContain(words);
  });

  test('rounded numbers beyond 2^24 are taken: decimals, and those with an exponent', () => {
    const { features } = parseCsv('a,b\n16777217.5,x\n1.6777217e7,y\n1e30,x\n16777218,y\n');
    expect(features).toEqual(Float32Array.of(16777217.5, 1.6777217e7, 1e30, 16777218));
  });

  test('a decimal comma is explained', () => {
    expect(caught(() => parseCsv('a;b\n1;x\n1,5;y\n')).message).toContain('with a point');
  });

  test('an unknown label column: the message lists those there are', () => {
    const error = caught(() => parseCsv(IRIS, { label: 'kind' }));
    expect(error.code).toBe('unknown-label');
    expect(error.message).toContain(`'length', 'width', 'species'`);
    expect(caught(() => parseCsv(IRIS, { label: 3 })).code).toBe('unknown-label');
  });

  test('a label by name where the first row holds numbers: no row is taken for a header', () => {
    for (const text of ['1,2,0\n3,4,1\n', 'species,1,2\na,3,4\n']) {
      const error = caught(() => parseCsv(text, { label: 'species' }));
      expect(error.code).toBe('unknown-label');
      expect(error.message).toContain("it has no header, so its columns are '1' to '3'");
    }
    expect(parseCsv('species,1,2\na,3,4\nb,5,6\n', { label: 'species', header: true }).count).toBe(2);
  });

  test('a first row without features is data, not a header', () => {
    expect(caught(() => parseCsv(',,a\n1,2,b\n')).code).toBe('empty-cell');
  });
});

test('what papaparse writes is read back', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'B', '"', ',', ';', '\t', '\n', ' ', 'é', '7') });
  const name = cell.map((text) => `n${text}n`);
  const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.record({
      rows: fc.array(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: width, maxLength: width }),
        {
          minLength: 2,
          maxLength: 8,
        },
      ),
      labels: fc.uniqueArray(name, { minLength: 8, maxLength: 8 }),
      names: fc.uniqueArray(name, { minLength: width, maxLength: width }),
      delimiter: fc.constantFrom(',' as const, ';' as const, '\t' as const),
      newline: fc.constantFrom('\n', '\r\n'),
    }),
  );
  fc.assert(
    fc.property(table, ({ rows, labels, names, delimiter, newline }) => {
      const cells = [[...names, 'label'], ...rows.map((row, i) => [...row.map(String), labels[i]])];
      const read = parseCsv(Papa.unparse(cells, { delimiter, newline }), { header: true, delimiter });
      expect(read.features).toEqual(
        Float32Array.from(rows.flat(), (value) => (value === 0 ? Number(String(value)) : value)),
      );
      expect([...read.labels].map((label) => read.classNames[label])).toEqual(labels.slice(0, rows.length));
      expect(read.featureNames).toEqual(names);
    }),
  );
});
