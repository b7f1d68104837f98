import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Back projection',
    hint: 'Drag a rectangle over part of the tissue; then a lasso limits it',
    draw: 'Draw',
    sample: 'Sample',
    limit: 'Limit',
    tolerance: 'Tolerance',
    threshold: 'Threshold',
    smoothing: 'Smoothing',
    touching: 'Touching only',
    nothing: 'Nothing found. Try another rectangle or tolerance.',
  },
  ko: {
    name: '히스토그램 역투영',
    hint: '조직 일부에 사각형을 그리세요. 올가미로 범위를 제한할 수 있습니다',
    draw: '그리기',
    sample: '예시 영역',
    limit: '범위 제한',
    tolerance: '허용',
    threshold: '임계값',
    smoothing: '다듬기',
    touching: '닿는 부분만',
    nothing: '찾은 것이 없습니다. 사각형이나 허용값을 바꿔 보세요.',
  },
});
