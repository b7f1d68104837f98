import { textsIn } from '../../i18n/i18n.ts';

export const t = textsIn({
  en: {
    name: 'Model',
    model: 'Model',
    run: 'Run on {n} slice|Run on {n} slices',
    running: '{done} of {total}',
    noneFits: 'No model is installed that reads these images.',
    misfit: '{model} (not for these images)',
    moment: 'under a second', seconds: 'about {n} s', minutes: 'about {n} min',
    failed: 'The model did not finish: {why} Your labels are unchanged.',
    lacksSegments:
      'The model also found what this label has no segment for: {names}. That is left out. '
      + 'Add a segment that stands for it, and run the model again.',
    cancelled: 'The model run was cancelled. Your labels are unchanged.',
  },
  ko: {
    name: '모델',
    model: '모델',
    run: '{n}장 실행',
    running: '{total}장 중 {done}장',
    noneFits: '이 영상을 읽는 모델이 설치되어 있지 않습니다.',
    misfit: '{model} (이 영상에는 쓸 수 없음)',
    moment: '1초 미만', seconds: '약 {n}초', minutes: '약 {n}분',
    failed: '모델이 끝나지 못했습니다: {why} 라벨은 그대로입니다.',
    lacksSegments:
      '모델이 이 라벨에 세그먼트가 없는 것도 찾았습니다: {names}. 이것은 빠졌습니다. '
      + '그것을 나타내는 세그먼트를 추가하고 모델을 다시 실행하세요.',
    cancelled: '모델 실행이 취소되었습니다. 라벨은 그대로입니다.',
  },
});
