/** SQL outside of stores, and SQL that writes or reads what its module may not. */
import { ladder, platformSchemas, standardSchemas } from '../../house.ts';
import type { Finding } from './finding.ts';
import { isTest, type Place, placeOf } from './place.ts';
import type { Source, Text } from './source.ts';

interface Table {
  schema: string;
  name: string;
  written: boolean;
}

const schemas = [...platformSchemas, ...standardSchemas, ...ladder.map(({ module }) => module)];
const target = String.raw`(?:only\s+)?"?(${schemas.join('|')})"?\s*\.\s*"?([a-z_]+)`;
const writing = new RegExp(
  String.raw`\b(?:insert\s+into|merge\s+into|update|delete\s+from|truncate(?:\s+table)?)\s+${target}`,
  'gi',
);
const reading = new RegExp(String.raw`\b(?:from|join|using)\s+${target}`, 'gi');
/** Statements whose table is made of parts, or stands in no schema. */
const statement =
  /\binsert\s+into\s+[\w."?]+\s*(?:\(|values\b|select\b)|\bdelete\s+from\s+[\w."?]+\s*(?:where\b|using\b|$)|\bupdate\s+(?!set\b)[\w.?"]+\s+(?:(?:as\s+)?\w+\s+)?set\s+\w+\s*=/i;

function tablesIn(text: string): Table[] {
  const find = (pattern: RegExp, written: boolean) =>
    [...text.matchAll(pattern)].map(([, schema = '', name = '']) => ({
      schema: schema.toLowerCase(),
      name,
      written,
    }));
  const written = find(writing, true);
  // `delete from x.y` reads as `from x.y` too: once is enough.
  const read = find(reading, false).filter(
    ({ schema, name }) => !written.some((t) => t.schema === schema && t.name === name),
  );
  return [...written, ...read];
}

const rungOf = (schema: string) => ladder.findIndex(({ module }) => module === schema);

function faultOf(place: Place, table: Table): Pick<Finding, 'what' | 'remedy'> | null {
  const { schema, name, written } = table;
  if (place.folder === 'platform')
    return platformSchemas.includes(schema)
      ? null
      : {
          what: `The platform touches ${schema}.${name}.`,
          remedy: 'It knows no module: move the statement to its store.',
        };
  const own = place.part ?? '';
  if (schema === own) return null;
  if (written)
    return {
      what: `${own} writes ${schema}.${name}.`,
      remedy: `Call a verb of ${schema}: it owns its rows and their rules.`,
    };
  if (rungOf(schema) > rungOf(own))
    return {
      what: `${own} reads ${schema}.${name}, which stands above it.`,
      remedy: 'Move the question up the ladder.',
    };
  return null;
}

const mayHoldSql = (place: Place) =>
  place.folder === 'platform' ||
  ((place.folder === 'modules' || place.folder === 'standards') && place.stepName === 'store');

function judge(place: Place, { text }: Text): Pick<Finding, 'what' | 'remedy'> | null {
  const tables = tablesIn(text);
  if (mayHoldSql(place)) return tables.map((table) => faultOf(place, table)).find((fault) => fault) ?? null;
  if (tables.length === 0 && !statement.test(text)) return null;
  return {
    what: 'SQL outside of a store.',
    remedy: "Move it to the module's store.ts, under a name that says how many rows.",
  };
}

export function findSql(sources: readonly Source[]): Finding[] {
  return sources.flatMap(({ path, texts }) => {
    const place = placeOf(path);
    if (!place || isTest(path)) return [];
    return texts.flatMap((text) => {
      const fault = judge(place, text);
      return fault ? [{ path, line: text.line, ...fault }] : [];
    });
  });
}
