using Voxmark.ServiceDefaults.Authentication;

namespace Voxmark.WebUi.Clients;

internal static class ClientRegistration
{
    public static WebApplicationBuilder AddClients(this WebApplicationBuilder builder)
    {
        builder.Services.AddServiceClient<IngestClient>("ingest");
        builder.Services.AddServiceClient<LabelingClient>("labeling");
        return builder;
    }
}
