/** Saving, and who else works at the label, in English. */
export const savingEn = {
  'save.saved': 'Saved {time}',
  'save.nothing': 'All saved',
  'save.saving': 'Saving…',
  'save.waiting': '{n} change waiting|{n} changes waiting',
  'save.offline': 'Offline: {n} kept here',
  'save.failed': 'Not saved: {why}',
  'save.readOnly': 'Read-only',
  'save.offlineBanner': 'No connection since {time}. Your work is kept on this computer and sent when it is back.',
  'save.offlineOpen': 'Offline: {n} unsent, keep this page open',
  'save.offlineOpenBanner':
    'No connection since {time}. Keep this page open: your work is in it alone, and is sent when the connection is back.',
  'save.noTls':
    'This address has no TLS (https), so work that could not be sent yet is lost when the page is closed. '
    + 'Keep the page open until it says that all is saved.',
  'save.notKept':
    'This browser keeps nothing for later, so work that could not be sent yet is lost when the page is closed. '
    + 'Keep the page open until it says that all is saved.',
  'save.signOutLost':
    'One change could not be sent yet and is lost when you sign out. Sign out once more to go all the same.|'
    + '{n} changes could not be sent yet and are lost when you sign out. Sign out once more to go all the same.',
  'save.restored': 'A change from before is being sent.|{n} changes from before are being sent.',
  'save.lost':
    'Unsent work is on an image that is no longer in this series, so it cannot be sent. It stays kept here.|'
    + 'Unsent work ({n} changes) is on images that are no longer in this series, so it cannot be sent. It stays kept here.',
  'save.leftBehind': 'Unsent work on another label needs your decision.',
  'save.openThatLabel': 'Open that label',
  'series.changed':
    'Images of this series came, went or were replaced. '
    + 'Your work stays with its images; the page opens the new ones as soon as everything is sent.',
  'series.openNow': 'Open now',
  'series.reopened': 'The series has changed. What you see are its images as they are now; the label has followed its images.',
  'history.gone': '{n} labelled image gone|{n} labelled images gone',
  'history.returned': '{n} labelled image back|{n} labelled images back',
  'series.lost': 'not in the series any more',
  'paint.lockedMeanwhile': 'Somebody has locked a segment meanwhile. Its pixels stay as they are; the rest of your change is saved.',
  'undo.kept': 'Somebody has changed part of that since (Im {n}). Their pixels were left as they are.',
  'save.watching': 'Watching',
  'save.signOutUnsent':
    'One change could not be sent yet. It stays on this computer, encrypted, and is sent when you sign in here again. '
    + 'Sign out once more to go.|'
    + '{n} changes could not be sent yet. They stay on this computer, encrypted, and are sent when you sign in here again. '
    + 'Sign out once more to go.',
  'people.here': 'Also here: {list}',
  'people.working': '{name} (Im {n})',
  'people.looking': '{name} (looking on, Im {n})',
  'people.watching': '{name} has been working here since {time}, now on Im {n}. You are looking on; changes appear by themselves.',
  'people.released': 'Nobody is working here now.',
  'people.workToo': 'Work here too',
  'people.takeOver': 'Take over',
  'people.release': 'Hand over and look on',
  'people.readOnly': 'You may look but not change labels: your role has no labelling.',
  'signIn.title': 'Sign in again',
  'signIn.text': 'Your sign-in has ended. Your work is still here and is sent when you are back.',
  'signIn.user': 'User name',
  'signIn.password': 'Password',
  'signIn.submit': 'Sign in',
  'signIn.failed': 'That user name and password do not go together.',
  'conflict.title': 'Slice {n} changed meanwhile',
  'conflict.text': '{by} saved revision {revision} at {time}. Which should be kept?',
  'conflict.head.mine': 'Mine',
  'conflict.head.theirs': '{by}',
  'conflict.head.both': 'Difference',
  'conflict.mine': 'Keep mine',
  'conflict.theirs': 'Take theirs',
  'conflict.both': 'Keep both changes',
  'conflict.areaTheirs': 'Theirs',
  'conflict.overlap': 'Both of you changed {n} of the same pixels; “both changes” keeps yours there.',
  'conflict.apart': 'You changed different pixels: “both changes” loses nothing.',
  'conflict.others': 'The same for the other slice|The same for the other {n} slices',
  'conflict.history':
    'The other version stays in the history. Rising lines: only mine. Falling lines: only theirs. Crossed: another segment.',
} satisfies Record<string, string>;
