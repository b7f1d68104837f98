using Microsoft.Extensions.Logging;

namespace FellowOakDicom.Network;

internal static partial class NetworkLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A DICOM service failed")]
    public static partial void ServiceFailed(this ILogger log, Exception exception);
}
