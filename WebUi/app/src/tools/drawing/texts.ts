import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    shape: 'Shape',
    round: 'Circle',
    square: 'Square',
    size: 'Size',
    unit: 'Unit',
    px: 'px',
    mm: 'mm',
    slab: '± slices',
    sphere: 'Sphere',
    onlyActive: 'Only the active segment',
    allSlices: 'All slices',
    apply: 'Apply',
  },
  ko: {
    shape: '모양',
    round: '원',
    square: '사각',
    size: '크기',
    unit: '단위',
    px: 'px',
    mm: 'mm',
    slab: '± 장',
    sphere: '구',
    onlyActive: '선택 항목만',
    allSlices: '모든 슬라이스',
    apply: '적용',
  },
});
