using System.Net;
using System.Net.Sockets;
using FellowOakDicom;
using FellowOakDicom.Network;
using FellowOakDicom.Network.Client;
using Microsoft.AspNetCore.Hosting;
using Voxmark.Fixtures.Services;
using Voxmark.IngestService.Persistence;

namespace Voxmark.IngestService.Tests.Dimse;

/// <summary>IngestService on a database and a DICOM port of its own.</summary>
public class DimseFactory() : ServiceFactory<Program, IngestDbContext>(IngestDbContext.ConnectionName)
{
    /// <summary>Data sets that are longer are refused.</summary>
    public const int MaxFileBytes = 16 << 20;

    public int Port { get; } = FreePort();

    /// <summary>Sends files over one association.</summary>
    /// <returns>Their statuses, in order.</returns>
    public async Task<IReadOnlyList<DicomStatus>> StoreAsync(params DicomFile[] files)
    {
        var statuses = new List<DicomStatus>();
        var client = Client();
        foreach (var file in files)
            await client.AddRequestAsync(
                new DicomCStoreRequest(file) { OnResponseReceived = (_, response) => statuses.Add(response.Status) });
        await client.SendAsync();
        return statuses;
    }

    public IDicomClient Client(string calling = "MODALITY", string called = "VOXMARK") =>
        DicomClientFactory.Create("127.0.0.1", Port, useTls: false, calling, called);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Integrity:FilesPerHour", "0");
        builder.UseSetting("Dimse:Port", $"{Port}");
        builder.UseSetting("Dimse:QuietSeconds", "0.3");
        builder.UseSetting("Dimse:MaxFileBytes", $"{MaxFileBytes}");
        builder.UseSetting("Dimse:AllowedCallingAeTitles:0", "MODALITY");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
