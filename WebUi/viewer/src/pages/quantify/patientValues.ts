import { t } from '../../i18n/i18n.ts';
import type { Store } from '../../state/store.ts';
import { formatNumber, h } from '../../ui/dom.ts';
import type { QuantifyFacts, QuantifyState } from './quantifyState.ts';

/** The limits that Contracts/Quant gives. */
const HEIGHT = { min: 50, max: 250, unit: 'cm' } as const;
const WEIGHT = { min: 2, max: 400, unit: 'kg' } as const;

export interface PatientFields {
  readonly card: HTMLElement;
  /** What was typed; null where the DICOM value (or none) is to be taken. Undefined while a field is wrong. */
  readonly values: () => { heightCm: number | null; weightKg: number | null } | undefined;
}

/** Height and weight, from the images or typed, and what follows from them. */
export function patientValues({ series: { patient }, canEdit }: QuantifyFacts, store: Store<QuantifyState>, measure: () => void): PatientFields {
  const height = valueField('height', t('quant.height'), HEIGHT, patient.heightCm, canEdit, measure);
  const weight = valueField('weight', t('quant.weight'), WEIGHT, patient.weightKg, canEdit, measure);
  const bmi = h('b', { 'data-testid': 'bmi' });
  const bmiHow = h('span', { class: 'tiny dim' });
  const smi = h('b', {});
  const smiHow = h('span', { class: 'tiny dim' });
  const missing = h('div', { class: 'note warn', 'data-testid': 'height-missing' }, t('quant.heightMissing'));
  store.watch(['result'], () => {
    const { result } = store.state;
    const subject = result?.subject;
    if (subject) {
      height.fill(subject.heightCm, subject.heightSource);
      weight.fill(subject.weightKg, subject.weightSource);
    }
    const metres = subject?.heightCm ? formatNumber(subject.heightCm / 100, 3) : undefined;
    const composition = result?.bodyComposition;
    bmi.textContent = formatNumber(composition?.bmiKgPerM2, 1);
    bmiHow.textContent = composition?.bmiKgPerM2 != null ? `${formatNumber(subject?.weightKg, 1)} / ${metres}²` : '';
    smi.textContent = formatNumber(composition?.smiCm2PerM2, 1);
    smiHow.textContent = composition?.smiCm2PerM2 != null ? `${formatNumber(composition.smaCm2, 1)} / ${metres}²` : '';
    missing.hidden = result === undefined || subject?.heightCm != null;
  });
  const card = h('section', { class: 'card' },
    h('header', {}, h('h2', { class: 'grow' }, t('quant.patient')), h('span', { class: 'small dim' }, sexAndAge(patient.sex, patient.age))),
    h('div', { class: 'bd' }, h('div', { class: 'values' }, ...height.cells, ...weight.cells,
      h('span', {}, 'BMI'), bmi, bmiHow, h('span', {}, 'SMI'), smi, smiHow), missing));
  return {
    card,
    values: () => {
      const [heightCm, weightKg] = [height.value(), weight.value()];
      return heightCm === undefined || weightKg === undefined ? undefined : { heightCm, weightKg };
    },
  };
}

function valueField(id: string, label: string, limits: { min: number; max: number; unit: string }, dicom: number | null, canEdit: boolean, measure: () => void) {
  const input = h('input', { id, inputmode: 'decimal', autocomplete: 'off', 'data-testid': id, readonly: !canEdit, 'aria-describedby': `${id}-source` });
  const source = h('span', { class: 'tiny', id: `${id}-source` });
  let isTouched = false;
  const text = (value: number | null) => (value === null ? '' : value.toFixed(1));
  input.value = text(dicom);

  const parsed = () => {
    const typed = input.value.trim().replace(',', '.');
    return typed === '' ? null : Number(typed);
  };
  const isWrong = () => {
    const value = parsed();
    return value !== null && !(value >= limits.min && value <= limits.max);
  };
  const isDicom = () => dicom !== null && input.value === text(dicom);
  const explain = () => {
    input.setAttribute('aria-invalid', String(isWrong()));
    source.className = `tiny ${isWrong() ? 'bad' : isDicom() ? 'dim' : 'warn'}`;
    source.textContent = isWrong() ? t('quant.outOfRange', limits) : isDicom() ? t('quant.dicom') : input.value ? t('quant.typed') : t('quant.missing');
  };
  input.addEventListener('input', () => {
    isTouched = true;
    explain();
  });
  input.addEventListener('keydown', event => { if (event.key === 'Enter') measure(); });
  explain();
  return {
    cells: [h('label', { for: id }, label), h('span', { class: 'field s inbox' }, input, h('span', { class: 'dim' }, limits.unit)), source],
    value: () => (isWrong() ? undefined : isDicom() ? null : parsed()),
    /** Shows what was measured with, unless somebody is typing something else. */
    fill: (value: number | null, from: 'typed' | 'dicom' | null) => {
      if (!isTouched && from !== null) input.value = text(value);
      explain();
    },
  };
}

/** `F · 49 y` from DICOM's sex and age (`049Y`). */
function sexAndAge(sex: string | null, age: string | null): string {
  const years = /^(\d{3})Y$/.exec(age ?? '')?.[1];
  return [sex === 'F' ? t('quant.female') : sex === 'M' ? t('quant.male') : sex, years && t('quant.years', { n: Number(years) })].filter(Boolean).join(' · ');
}
