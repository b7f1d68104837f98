import type { ByHand } from '../../contracts/services.ts';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import type { Store } from '../../store/store.ts';
import { formatNumber } from '../../i18n/numbers.ts';
import { h } from '../../ui/dom.ts';
import type { TypingFields } from './measuring.ts';
import { isBodyComposition, type QuantifyFacts, type QuantifyState } from './quantifyState.ts';

/** The limits that Contracts/Quant gives. */
const HEIGHT = { min: 50, max: 250, unit: 'cm' } as const;
const WEIGHT = { min: 2, max: 400, unit: 'kg' } as const;

export interface PatientFields extends TypingFields { readonly card: HTMLElement }

interface Actions {
  /** A field was left with another value. */
  readonly changed: () => void;
  readonly measure: () => void;
}

/** Height and weight, from the images or typed, and what follows from them. */
export function patientValues(
  { series: { patient }, canEdit }: QuantifyFacts, store: Store<QuantifyState>, actions: Actions,
): PatientFields {
  const outdated = () => store.set({ isOutdated: true });
  const height = valueField('height', t('quant.height'), HEIGHT, patient.heightCm, canEdit, outdated, actions);
  const weight = valueField('weight', t('quant.weight'), WEIGHT, patient.weightKg, canEdit, outdated, actions);
  const [bmi, smi] = [h('b', { class: 'figure', 'data-testid': 'bmi' }), h('b', { class: 'figure' })];
  const [bmiHow, smiHow] = [h('span', { class: 'tiny dim figure' }), h('span', { class: 'tiny dim figure' })];
  const smiRow = [h('span', {}, 'SMI'), smi, smiHow];
  store.watch(['result'], () => {
    const { result } = store.state;
    const subject = result?.subject;
    height.fill(subject?.heightCm ?? patient.heightCm, subject?.heightTyped ?? null);
    weight.fill(subject?.weightKg ?? patient.weightKg, subject?.weightTyped ?? null);
    const metres = subject?.heightCm ? formatNumber(subject.heightCm / 100, 3) : undefined;
    const composition = result?.bodyComposition;
    bmi.textContent = formatNumber(composition?.bmiKgPerM2, 1);
    bmiHow.textContent = composition?.bmiKgPerM2 != null ? `${formatNumber(subject?.weightKg, 1)} / ${metres}²` : '';
    smi.textContent = formatNumber(composition?.smiCm2PerM2, 1);
    smiHow.textContent = composition?.smiCm2PerM2 != null ? `${formatNumber(composition.smaCm2, 1)} / ${metres}²` : '';
    for (const part of smiRow) part.hidden = !result || !isBodyComposition(result);
  });
  const card = h('section', { class: 'card' },
    h('header', {}, h('h2', { class: 'grow' }, t('quant.patient')), h('span', { class: 'small dim' }, sexAndAge(patient.sex, patient.age))),
    h('div', { class: 'bd' }, h('div', { class: 'values' }, ...height.cells, ...weight.cells,
      h('span', {}, 'BMI'), bmi, bmiHow, ...smiRow)));
  return {
    card,
    typed: () => {
      if (height.isWrong() || weight.isWrong()) return 'wrong';
      return height.isTouched() || weight.isTouched() ? { heightCm: height.take(), weightKg: weight.take() } : undefined;
    },
    kept: () => {
      height.kept();
      weight.kept();
    },
  };
}

function valueField(
  id: string, label: string, limits: { min: number; max: number; unit: string }, dicom: number | null, canEdit: boolean,
  outdated: () => void, actions: Actions,
) {
  const input = h('input', {
    id, inputmode: 'decimal', autocomplete: 'off', 'data-testid': id, readonly: !canEdit, 'aria-describedby': `${id}-source`,
  });
  const source = h('span', { class: 'tiny', id: `${id}-source`, 'data-testid': `${id}-source` });
  const text = (value: number | null) => (value === null ? '' : value.toFixed(1));
  let isTouched = false;
  let typedBy: ByHand | null = null;
  let taken = '';

  const parsed = () => {
    const typed = input.value.trim().replace(',', '.');
    return typed === '' ? null : Number(typed);
  };
  const isWrong = () => {
    const value = parsed();
    return value !== null && !(value >= limits.min && value <= limits.max);
  };
  const isDicom = () => dicom !== null && parsed() !== null && text(parsed()) === text(dicom);
  const whence = () => {
    if (isWrong()) return ['bad', t('quant.outOfRange', limits)];
    if (isDicom()) return ['dim', t('quant.dicom')];
    if (parsed() === null) return ['warn', t('quant.missing')];
    return ['warn', typedBy && !isTouched ? t('quant.typedBy', { by: typedBy.by.name, at: formatDateTime(typedBy.at) }) : t('quant.typed')];
  };
  const explain = () => {
    input.setAttribute('aria-invalid', String(isWrong()));
    const [tone, words] = whence() as [string, string];
    source.className = `tiny ${tone}`;
    source.textContent = words;
  };
  input.addEventListener('input', () => {
    isTouched = true;
    outdated();
    explain();
  });
  input.addEventListener('change', actions.changed);
  input.addEventListener('keydown', event => { if (event.key === 'Enter') actions.measure(); });
  input.value = text(dicom);
  explain();
  return {
    cells: [h('label', { for: id }, label), h('span', { class: 'field s inbox' }, input, h('span', { class: 'dim' }, limits.unit)), source],
    isWrong,
    isTouched: () => isTouched,
    take: () => {
      taken = input.value;
      return isDicom() ? null : parsed();
    },
    kept: () => { isTouched &&= input.value !== taken; },
    /** Shows what the result on show was made with, unless somebody is typing. */
    fill: (value: number | null, by: ByHand | null) => {
      if (isTouched) return;
      typedBy = by;
      input.value = text(value);
      explain();
    },
  };
}

/** `F · 49 y` from DICOM's sex and age (`049Y`, `006M`). */
export function sexAndAge(sex: string | null, age: string | null): string {
  const [, number, unit = ''] = /^\s*(\d{1,3})\s*([DWMY]?)\s*$/i.exec(age ?? '') ?? [];
  const keys = { D: 'quant.days', W: 'quant.weeks', M: 'quant.months', Y: 'quant.years', '': 'quant.years' } as const;
  const years = number === undefined ? age : t(keys[unit.toUpperCase() as keyof typeof keys], { n: Number(number) });
  return [sex === 'F' ? t('quant.female') : sex === 'M' ? t('quant.male') : sex, years].filter(Boolean).join(' · ');
}
