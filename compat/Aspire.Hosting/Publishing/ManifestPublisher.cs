using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

internal sealed class ManifestPublisher(DistributedApplicationModel model, IConfiguration configuration)
{
    public static bool IsWanted(IConfiguration configuration) =>
        configuration["publisher"] is not null || configuration["operation"] == "publish";

    public Task PublishAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("Aspire.Hosting: publishing " + model.Resources.Count + configuration["publisher"]);
}
