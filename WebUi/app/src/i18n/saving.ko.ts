import type { savingEn } from './saving.en.ts';

export const savingKo: Readonly<Record<keyof typeof savingEn, string>> = {
  'save.saved': '{time} 저장됨',
  'save.nothing': '모두 저장됨',
  'save.saving': '저장 중…',
  'save.waiting': '변경 {n}건 대기 중',
  'save.offline': '오프라인: {n}건 보관 중',
  'save.failed': '저장 안 됨: {why}',
  'save.readOnly': '읽기 전용',
  'save.offlineBanner': '{time}부터 연결이 끊겼습니다. 작업은 이 컴퓨터에 보관되며 연결되면 전송됩니다.',
  'save.offlineOpen': '오프라인: 미전송 {n}건, 페이지를 닫지 마세요',
  'save.offlineOpenBanner':
    '{time}부터 연결이 끊겼습니다. 작업은 이 페이지에만 있으니 닫지 마세요. 연결되면 전송됩니다.',
  'save.noTls':
    '이 주소는 TLS(https)를 쓰지 않아, 전송되지 않은 작업은 페이지를 닫으면 사라집니다. '
    + '모두 저장됨으로 표시될 때까지 페이지를 열어 두세요.',
  'save.notKept':
    '이 브라우저는 작업을 보관하지 못해, 전송되지 않은 작업은 페이지를 닫으면 사라집니다. '
    + '모두 저장됨으로 표시될 때까지 페이지를 열어 두세요.',
  'save.signOutLost':
    '아직 보내지 못한 변경 {n}건은 로그아웃하면 사라집니다. '
    + '그래도 나가려면 한 번 더 로그아웃하세요.',
  'save.restored': '이전 변경 {n}건을 전송합니다.',
  'save.lost':
    '보내지 못한 작업이 이 시리즈에 더 이상 없는 영상에 있어 보낼 수 없습니다. '
    + '이 컴퓨터에 계속 보관합니다.|'
    + '보내지 못한 작업({n}건)이 이 시리즈에 더 이상 없는 영상에 있어 보낼 수 없습니다. '
    + '이 컴퓨터에 계속 보관합니다.',
  'save.leftBehind': '다른 라벨에 보내지 못한 작업이 있으며, 어떻게 할지 선택해야 합니다.',
  'save.openThatLabel': '해당 라벨 열기',
  'series.changed':
    '이 시리즈의 영상이 추가되거나 빠지거나 바뀌었습니다. '
    + '작업한 내용은 해당 영상에 그대로 남으며, 모두 전송되면 새 영상을 엽니다.',
  'series.openNow': '지금 열기',
  'series.reopened':
    '시리즈가 변경되었습니다. '
    + '지금 보이는 것은 현재의 영상이며, 라벨은 해당 영상을 따라 옮겨졌습니다.',
  'history.gone': '라벨이 있던 영상 {n}장 빠짐',
  'history.returned': '라벨이 있던 영상 {n}장 돌아옴',
  'series.lost': '시리즈에 더 이상 없음',
  'paint.lockedMeanwhile':
    '그 사이 다른 사용자가 구조물을 잠갔습니다. '
    + '잠긴 구조물의 픽셀은 그대로 두고 나머지 변경만 저장합니다.',
  'undo.kept': '그 부분은 이후 다른 사람이 바꾸었습니다({n}번). 바뀐 픽셀은 그대로 두었습니다.',
  'save.watching': '보는 중',
  'save.signOutUnsent':
    '아직 보내지 못한 변경이 {n}건 있습니다. '
    + '이 컴퓨터에 암호화되어 남고, 여기서 다시 로그인하면 전송됩니다. '
    + '그래도 나가려면 한 번 더 로그아웃하세요.',
  'people.here': '함께 보는 중: {list}',
  'people.working': '{name}({n}번)',
  'people.looking': '{name}(열람, {n}번)',
  'people.watching':
    '{name} 님이 {time}부터 작업 중이며 지금 {n}번을 보고 있습니다. '
    + '읽기 전용으로 보고 있으며, 변경 내용은 바로 표시됩니다.',
  'people.released': '지금 작업하는 사람이 없습니다.',
  'people.workToo': '함께 작업',
  'people.takeOver': '이어서 작업',
  'people.release': '넘겨주고 열람',
  'people.readOnly': '볼 수만 있습니다. 이 계정에는 라벨링 권한이 없습니다.',
  'signIn.title': '다시 로그인',
  'signIn.text': '로그인이 만료되었습니다. 작업은 그대로 있으며 로그인하면 전송됩니다.',
  'signIn.user': '사용자 이름',
  'signIn.password': '비밀번호',
  'signIn.submit': '로그인',
  'signIn.failed': '사용자 이름 또는 비밀번호가 맞지 않습니다.',
  'conflict.title': '그사이 {n}번이 바뀌었습니다',
  'conflict.text': '{by} 님이 {time}에 리비전 {revision}을 저장했습니다. 어느 쪽을 남길까요?',
  'conflict.head.mine': '내 것',
  'conflict.head.theirs': '{by}',
  'conflict.head.both': '차이',
  'conflict.mine': '내 것 유지',
  'conflict.theirs': '상대 것 사용',
  'conflict.both': '두 변경 모두 유지',
  'conflict.areaTheirs': '상대 것',
  'conflict.overlap': '같은 픽셀 {n}개를 둘 다 바꾸었습니다. 모두 유지하면 그곳은 내 것이 남습니다.',
  'conflict.apart': '서로 다른 픽셀을 바꾸었습니다. 모두 유지해도 잃는 것이 없습니다.',
  'conflict.others': '나머지 {n}장도 똑같이',
  'conflict.history':
    '다른 쪽은 이력에 남습니다. '
    + '오르는 빗금은 내 것에만, 내리는 빗금은 상대 것에만, 격자는 다른 항목입니다.',
};
