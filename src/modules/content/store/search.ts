/** Finding units by their words, in the language of the course. */
import { query } from '#platform/database.ts';
import type { UnitHit } from '../schema.ts';

/** Where PostgreSQL knows the words of a language; for any other, words count as they are written. */
const configurations: Record<string, string> = {
  ...{
    ar: 'arabic',
    ca: 'catalan',
    da: 'danish',
    de: 'german',
    el: 'greek',
    en: 'english',
    es: 'spanish',
    et: 'estonian',
  },
  ...{
    eu: 'basque',
    fi: 'finnish',
    fr: 'french',
    ga: 'irish',
    hi: 'hindi',
    hu: 'hungarian',
    hy: 'armenian',
    id: 'indonesian',
  },
  ...{
    it: 'italian',
    lt: 'lithuanian',
    nb: 'norwegian',
    ne: 'nepali',
    nl: 'dutch',
    nn: 'norwegian',
    no: 'norwegian',
  },
  ...{
    pt: 'portuguese',
    ro: 'romanian',
    ru: 'russian',
    sr: 'serbian',
    sv: 'swedish',
    ta: 'tamil',
    tr: 'turkish',
    yi: 'yiddish',
  },
};
export const configurationOf = (language: string): string =>
  `content.${configurations[language.split('-')[0]?.toLowerCase() ?? ''] ?? 'simple'}`;

/** Around a found word; no text of a course holds them. */
export const hitStart = '\u0002';
export const hitStop = '\u0003';

/** Units with all the words, the last one perhaps unfinished, as a reader of that language reads them; best first. */
export async function searchUnits(
  releaseId: string,
  words: string,
  prefix: string,
  language: string,
): Promise<UnitHit[]> {
  return query<UnitHit>(
    `with read as (
       select distinct on (unit.key) unit.*, of_release.position
       from content.release_unit of_release
       join content.unit on unit.sha256 = of_release.unit_sha256
       where of_release.release_id = $1 and (of_release.language is null or of_release.language = $5)
       order by unit.key, of_release.language nulls last
     ), asked as (
       select config, websearch_to_tsquery(config, $2) || to_tsquery(config, $3) as query
       from (select distinct config from read) as used
     ), best as (
       select read.key, read.title, read.text, read.config, asked.query,
         ts_rank_cd(read.search, asked.query) as rank, read.position
       from read
       join asked on asked.config = read.config
       where read.search @@ asked.query
       order by rank desc, read.position
       limit 30
     )
     select key as "unitKey", title, ts_headline(config, text, query, $4) as snippet
     from best order by rank desc, position`,
    [
      releaseId,
      words,
      prefix,
      `StartSel="${hitStart}", StopSel="${hitStop}", MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "`,
      language,
    ],
  );
}
