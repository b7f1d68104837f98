namespace OpenCvSharp;

/// <summary>OpenCV refused an operation. The matrices that were passed stay usable.</summary>
public class OpenCVException(ErrorCode status, string funcName, string errMsg, string fileName, int line)
    : Exception(errMsg)
{
    public ErrorCode Status { get; } = status;

    public string FuncName { get; } = funcName;

    public string ErrMsg { get; } = errMsg;

    public string FileName { get; } = fileName;

    public int Line { get; } = line;
}
