/** What Canvas says of a course in `course_settings/`. */
import type { OpenPackage } from '../../content-package.ts';
import { childrenNamed, elementsOf, type XmlElement } from '../../xml.ts';
import { child, numberIn, raw, rootOf, word } from './elements.ts';
import type { AssignmentGroup, Cartridge, Criterion } from './things.ts';

const folder = 'course_settings/';

export interface CanvasSettings
  extends Pick<Cartridge, 'groups' | 'rubrics' | 'letters' | 'syllabus' | 'settings' | 'isCanvas'> {
  title: string;
  code: string;
  license: string;
  modules: XmlElement | null;
}

function groupsOf(root: XmlElement | null): AssignmentGroup[] {
  return (root ? childrenNamed(root, 'assignmentGroup') : []).map((group) => {
    const rules = child(group, 'rules');
    const drops = (type: string) =>
      (rules ? childrenNamed(rules, 'rule') : []).reduce(
        (sum, rule) => sum + (word(rule, 'drop_type') === type ? (numberIn(rule, 'drop_count') ?? 0) : 0),
        0,
      );
    return {
      id: group.attributes.identifier ?? '',
      title: word(group, 'title'),
      weight: numberIn(group, 'group_weight') ?? 0,
      dropLowest: drops('drop_lowest'),
      dropHighest: drops('drop_highest'),
    };
  });
}

const criterionOf = (element: XmlElement): Criterion => ({
  title: word(element, 'description'),
  text: word(element, 'long_description'),
  points: numberIn(element, 'points') ?? 0,
  ratings: childrenNamed(child(element, 'ratings') ?? element, 'rating').map((rating) => ({
    title: word(rating, 'description'),
    text: word(rating, 'long_description'),
    points: numberIn(rating, 'points') ?? 0,
  })),
});

function rubricsOf(root: XmlElement | null): CanvasSettings['rubrics'] {
  const rubrics = root ? childrenNamed(root, 'rubric') : [];
  return new Map(
    rubrics.map((rubric) => [
      rubric.attributes.identifier ?? '',
      {
        title: word(rubric, 'title'),
        criteria: childrenNamed(child(rubric, 'criteria') ?? rubric, 'criterion').map(criterionOf),
      },
    ]),
  );
}

/** `[["A", 0.9], …]` of the one standard that the course has. */
function lettersOf(root: XmlElement | null): [string, number][] {
  const [standard] = root ? childrenNamed(root, 'gradingStandard') : [];
  try {
    const data: unknown = JSON.parse(raw(standard, 'data') || '[]');
    return (Array.isArray(data) ? data : []).flatMap((pair): [string, number][] =>
      Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'number'
        ? [[pair[0], pair[1] * 100]]
        : [],
    );
  } catch {
    return [];
  }
}

/** Settings of a course that say nothing of its content. */
const taken = /^(?:title|course_code|license|grading_standard_.*|is_public|default_view)$/;

const isSet = (element: XmlElement) => !['', 'false', '0', 'null'].includes(element.text.trim());
const namesIn = (root: XmlElement | null): string =>
  (root ? elementsOf(root) : [])
    .filter((one) => isSet(one) && !taken.test(one.name))
    .map(({ name }) => name)
    .join(', ');

export function readCanvas(opened: OpenPackage): CanvasSettings {
  const root = (name: string) => rootOf(opened, `${folder}${name}.xml`);
  const course = root('course_settings');
  const known = new Map<string, { kind: Cartridge['settings'][number]['kind']; left: string }>([
    ['course_settings.xml', { kind: 'course', left: namesIn(course) }],
    ['module_meta.xml', { kind: 'outline', left: '' }],
    ['assignment_groups.xml', { kind: 'grading', left: '' }],
    ['grading_standards.xml', { kind: 'grading', left: '' }],
    ['rubrics.xml', { kind: 'rubrics', left: '' }],
    ['syllabus.html', { kind: 'course', left: '' }],
  ]);
  const settings = opened.paths
    .filter((path) => path.startsWith(folder))
    .map((path) => {
      const name = path.slice(folder.length);
      const content = path.endsWith('.xml') ? rootOf(opened, path) : null;
      const left = content && elementsOf(content).length === 0 ? '' : name;
      return { path, ...(known.get(name) ?? { kind: 'settings' as const, left }) };
    });
  const syllabus = opened.text(`${folder}syllabus.html`);
  return {
    title: word(course, 'title'),
    code: word(course, 'course_code'),
    license: word(course, 'license'),
    groups: groupsOf(root('assignment_groups')),
    rubrics: rubricsOf(root('rubrics')),
    letters: lettersOf(root('grading_standards')),
    modules: root('module_meta'),
    syllabus: syllabus,
    settings,
    isCanvas: settings.length > 0,
  };
}
