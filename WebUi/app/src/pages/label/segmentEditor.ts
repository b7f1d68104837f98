import { newId } from '../../api/newId.ts';
import { saveRevision } from '../../api/client.ts';
import type { Segment } from '../../contracts/services.ts';
import { messageOf, segmentName, t } from '../../i18n/i18n.ts';
import { MEANINGS, VISCERAL_FAT } from '../../state/meanings.ts';
import { SEGMENT_COLOURS, newSegment } from '../../state/segmentChanges.ts';
import type { Workspace } from '../../state/workspace.ts';
import { h, iconButton } from '../../ui/dom.ts';
import { areaText } from './areaText.ts';

const CODE = /^[A-Za-z0-9._-]{1,16}:[A-Za-z0-9._-]{1,64}(@[A-Za-z0-9._-]{1,16}:[A-Za-z0-9._-]{1,64})?$/;

/** The two ranges in use for visceral fat: the Alberta protocol's and the one of body-and-organ analysis. */
const VISCERAL_RANGES = [[-150, -50], [-190, -30]] as const;

/** Asks for a new segment and adds it; the server gives its number, so this needs a connection. */
export function addSegment(workspace: Workspace): void {
  const { segments } = workspace.state;
  openEditor(workspace, newSegment(t('segments.newName', { n: segments.length + 1 }), segments), async after => {
    const edit = { before: null, after };
    const operationId = newId();
    const saved = await saveRevision(workspace.label.id, {
      operationId, tool: 'segment', parameters: { added: after.name }, model: null, slices: [],
      segments: { edits: [edit], order: null }, volumeId: workspace.series.volumeId,
    });
    workspace.segments.added(saved.segments!.find(segment => segment.key === after.key)!, operationId);
  });
}

/** Shows a segment's name, colour, HU range and code, to be changed. */
export function editSegment(workspace: Workspace, number: number): void {
  openEditor(workspace, workspace.segments.of(number)!, async after => workspace.segments.set(number, after));
}

function openEditor(workspace: Workspace, segment: Segment, save: (after: Segment) => Promise<void>): void {
  const isNew = segment.number === 0;
  const shownName = segmentName(segment);
  const name = h('input', { class: 'field s grow', value: shownName, maxlength: 64, required: true, 'data-testid': 'segment-name' });
  const code = h('input', {
    class: 'field s grow', value: segment.code ?? '', maxlength: 163, placeholder: 'SCT:127954009', 'data-testid': 'segment-code',
  });
  const meaning = meaningChoice(code);
  const minHu = huField('segment-min-hu', t('segments.lowest'), segment.minHu);
  const maxHu = huField('segment-max-hu', t('segments.highest'), segment.maxHu);
  const problem = h('p', { class: 'small problem', role: 'alert', hidden: true });
  const palette = colourChoice(segment.colour, workspace.state.segments.filter(each => each.number !== segment.number));
  const refuse = (text: string) => {
    problem.textContent = text;
    problem.hidden = false;
  };

  const read = (): Segment | string => {
    const [typedName, typedCode] = [name.value.trim(), code.value.trim()];
    const [min, max] = [readHu(minHu), readHu(maxHu)];
    if (typedName === '') return t('segments.needsName');
    if (typedCode !== '' && !CODE.test(typedCode)) return t('segments.badCode');
    if (min === undefined || max === undefined) return t('segments.badHu');
    if (min !== null && max !== null && min > max) return t('segments.emptyHu');
    return {
      ...segment, colour: palette.chosen(), code: typedCode === '' ? null : typedCode, minHu: min, maxHu: max,
      name: typedName === shownName ? segment.name : typedName, // a template's name shows translated
    };
  };
  const submit = async () => {
    const after = read();
    if (typeof after === 'string') return refuse(after);
    try {
      await save(after);
      dialog.close();
    } catch (error) {
      refuse(messageOf(error));
    }
  };

  const remove = isNew ? undefined : h('button', {
    type: 'button', class: 'btn s quiet', disabled: segment.locked || workspace.state.segments.length === 1,
    'data-testid': 'segment-delete',
    on: { click: () => { dialog.close(); deleteSegment(workspace, segment); } },
  }, t('segments.delete'));
  const form = h('form', { method: 'dialog', class: 'col' },
    h('h2', {}, t(isNew ? 'segments.add' : 'segments.edit')),
    row(t('segments.name'), name), h('div', { class: 'row small' }, h('span', { class: 'muted key' }, t('segments.colour')), palette.group),
    row(t('segments.huRange'), minHu, h('span', { class: 'dim' }, '–'), maxHu, h('span', { class: 'dim' }, 'HU')),
    segment.code === VISCERAL_FAT && rangeChoice(minHu, maxHu),
    row(t('segments.meaning'), meaning), row(t('segments.code'), code), problem,
    h('div', { class: 'row' }, remove, h('span', { class: 'grow' }),
      h('button', { type: 'button', class: 'btn s', on: { click: () => dialog.close() } }, t('cancel')),
      h('button', { class: 'btn s primary', 'data-testid': 'segment-save' }, t(isNew ? 'segments.addIt' : 'segments.save'))));
  form.addEventListener('submit', event => {
    event.preventDefault();
    void submit();
  });
  const dialog = show('segment-editor', form);
  name.select();
}

/** Asks only when pixels would go; undo brings them back either way. */
function deleteSegment(workspace: Workspace, segment: Segment): void {
  const slices = workspace.readingOrder.filter(slice => workspace.masks.pixelCounts(slice)[segment.number]! > 0);
  const pixels = slices.reduce((sum, slice) => sum + workspace.masks.pixelCounts(slice)[segment.number]!, 0);
  if (pixels === 0) {
    workspace.segments.delete(segment.number);
    return;
  }
  const dialog = show('segment-delete-confirm', h('div', { class: 'col' },
    h('h2', {}, t('segments.deleteTitle', { name: segmentName(segment) })),
    h('p', { class: 'small muted' }, t('segments.deleteText', { area: areaText(workspace, pixels), n: slices.length })),
    h('div', { class: 'row' }, h('span', { class: 'grow' }),
      h('button', { type: 'button', class: 'btn s', on: { click: () => dialog.close() } }, t('cancel')),
      h('button', {
        type: 'button', class: 'btn s primary', 'data-testid': 'segment-delete-confirmed',
        on: { click: () => { dialog.close(); workspace.segments.delete(segment.number); } },
      }, t('segments.delete')))));
}

function show(testId: string, content: HTMLElement): HTMLDialogElement {
  const dialog = h('dialog', { class: 'segment', 'data-testid': testId }, content);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function row(label: string, ...fields: HTMLElement[]): HTMLElement {
  return h('label', { class: 'row small' }, h('span', { class: 'muted key' }, label), ...fields);
}

/** What the segment stands for: by this, and not by its name, it is measured as muscle or fat. */
function meaningChoice(code: HTMLInputElement): HTMLSelectElement {
  const other = h('option', { value: '?' }, t('segments.otherMeaning'));
  const choice = h('select', { class: 'field s grow', 'data-testid': 'segment-meaning' },
    h('option', { value: '' }, t('segments.noMeaning')),
    ...MEANINGS.map(({ code: value, name }) => h('option', { value }, t(name))), other);
  const follow = () => {
    const typed = code.value.trim();
    choice.value = typed === '' || MEANINGS.some(each => each.code === typed) ? typed : other.value;
  };
  code.addEventListener('input', follow);
  choice.addEventListener('change', () => {
    if (choice.value !== other.value) code.value = choice.value;
    else code.focus();
  });
  follow();
  return choice;
}

function huField(testId: string, label: string, value: number | null): HTMLInputElement {
  return h('input', {
    class: 'field s number', type: 'number', step: 1, min: -32768, max: 32767, value: value ?? '',
    'aria-label': label, 'data-testid': testId,
  });
}

/** Null for "no limit"; undefined for what is no whole number. */
function readHu(field: HTMLInputElement): number | null | undefined {
  if (!field.validity.valid) return undefined;
  return field.value === '' ? null : Number(field.value);
}

function rangeChoice(minHu: HTMLInputElement, maxHu: HTMLInputElement): HTMLElement {
  const text = ([min, max]: readonly [number, number]) => `${min} … ${max}`.replaceAll('-', '−');
  return h('div', { class: 'row small' }, h('span', { class: 'muted key' }), ...VISCERAL_RANGES.map(range => h('button', {
    type: 'button', class: 'btn s quiet', 'data-testid': `visceral-range-${-range[0]}`,
    on: { click: () => { [minHu.value, maxHu.value] = [String(range[0]), String(range[1])]; } },
  }, text(range))));
}

/** The palette as radio buttons: arrows choose; colours that another segment has are marked. */
function colourChoice(colour: string, others: readonly Segment[]): { group: HTMLElement; chosen: () => string } {
  const colours = SEGMENT_COLOURS.includes(colour) ? SEGMENT_COLOURS : [colour, ...SEGMENT_COLOURS];
  let chosen = colour;
  const buttons = colours.map((value, n) => {
    const owner = others.find(each => each.colour === value);
    const label = owner ? t('segments.colourTaken', { n: n + 1, name: segmentName(owner) }) : t('segments.colourNumber', { n: n + 1 });
    const button = iconButton('check', label, {
      role: 'radio', class: `sw-choice ${owner ? 'taken' : ''}`, 'data-testid': `segment-colour-${value.slice(1)}`,
    });
    button.style.setProperty('--c', value);
    button.addEventListener('click', () => choose(n));
    return button;
  });
  const choose = (n: number, hasFocus = true) => {
    chosen = colours[n]!;
    buttons.forEach((button, k) => {
      button.setAttribute('aria-checked', String(k === n));
      button.tabIndex = k === n ? 0 : -1;
    });
    if (hasFocus) buttons[n]!.focus();
  };
  const group = h('div', { class: 'swatches', role: 'radiogroup', 'aria-label': t('segments.colour') }, ...buttons);
  group.addEventListener('keydown', event => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.code];
    if (!step) return;
    event.preventDefault();
    choose((colours.indexOf(chosen) + step + colours.length) % colours.length);
  });
  choose(colours.indexOf(colour), false);
  return { group, chosen: () => chosen };
}
