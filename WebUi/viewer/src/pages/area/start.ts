export async function startAreaPage(_root: HTMLElement, _uid: string, _canEdit: boolean): Promise<void> {}
