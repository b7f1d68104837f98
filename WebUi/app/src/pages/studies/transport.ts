import { ApiFailure, type Problem, send } from '../../api/http.ts';
import type { FileOutcome } from '../../contracts/services.ts';
import type { Transport, UploadFile } from './uploadQueue.ts';

/** The upload rows of docs/api.md. */
export const uploads: Transport = {
  begin: async () => (await (await send('POST', '/api/uploads')).json() as { uploadId: string }).uploadId,
  complete: async uploadId => void await send('POST', `/api/uploads/${uploadId}/complete`),
  send: sendFile,
};

/** By XMLHttpRequest, because fetch does not say how much of a body is on its way. */
function sendFile(uploadId: string, file: UploadFile, onProgress: (sentBytes: number) => void): Promise<FileOutcome[]> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/uploads/${uploadId}/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-Requested-With', 'fetch');
    request.upload.onprogress = event => onProgress(event.loaded);
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status === 200 && Array.isArray(answer)) resolve(answer as FileOutcome[]);
      else if (request.status === 401 || new URL(request.responseURL || location.href).pathname === '/sign-in')
        reject(new ApiFailure('signed-out', 401));
      else reject(new ApiFailure('refused', request.status, (answer ?? {}) as Problem));
    };
    request.onerror = () => reject(new ApiFailure('unreachable', 0));
    request.send(file.content);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
