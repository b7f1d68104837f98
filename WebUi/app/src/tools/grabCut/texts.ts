import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'GrabCut',
    hint: 'Drag a rectangle or a lasso around the object, then strokes over it',
    stroke: 'Stroke',
    rectangle: 'Rectangle',
    lasso: 'Lasso',
    keep: '+ Keep',
    remove: '− Remove',
    margin: 'Margin',
    iterations: 'Iterations',
    strokes: 'Keep, remove stroke',
    keepStroke: 'Strokes keep',
    removeStroke: 'Strokes remove',
    nothing: 'Nothing found yet. Draw a stroke over what belongs to it.',
  },
  ko: {
    name: 'GrabCut',
    hint: '대상 둘레에 사각형이나 올가미를 그린 뒤 획을 그으세요',
    stroke: '획 굵기',
    rectangle: '사각형',
    lasso: '올가미',
    keep: '+ 포함',
    remove: '− 제외',
    margin: '여백',
    iterations: '반복',
    strokes: '포함, 제외 획',
    keepStroke: '획: 남기기',
    removeStroke: '획: 빼기',
    nothing: '아직 찾지 못했습니다. 대상 위에 획을 그리세요.',
  },
});
