using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using FellowOakDicom.Network;
using Microsoft.AspNetCore.Hosting;
using Voxmark.Contracts.Ingest;

namespace Voxmark.IngestService.Tests.Dimse;

/// <summary>Which machines may send, and how much of the door one of them can take.</summary>
public sealed class SenderTests(SenderTests.Factory factory) : IClassFixture<SenderTests.Factory>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HttpClient _admin = factory.ClientOf("admin");

    [Fact]
    public async Task Association_OfAStranger_IsListedAndThenLetIn()
    {
        Assert.Equal(DicomRejectReason.CallingAENotRecognized, await RejectionAsync("CT 2"));
        var overview = await _admin.GetAsync<SenderOverview>("/api/dimse/senders");
        Assert.False(overview.IsOpen);
        Assert.Contains(overview.TurnedAway, each => each is { AeTitle: "CT 2", Address: "127.0.0.1" });

        await PutAsync("CT 2", new ListSender("127.0.0.1", "CT, ground floor"));

        Assert.Null(await RejectionAsync("CT 2"));
        Assert.Contains(
            (await _admin.GetAsync<SenderOverview>("/api/dimse/senders")).Listed,
            each => each is { AeTitle: "CT 2", Note: "CT, ground floor" });
        await _admin.DeleteAsync("/api/dimse/senders/CT%202");
        Assert.Equal(DicomRejectReason.CallingAENotRecognized, await RejectionAsync("CT 2"));
    }

    [Fact]
    public async Task Association_FromAnotherAddressThanListed_IsRejected()
    {
        await PutAsync("MR1", new ListSender("10.1.2.3", null));

        Assert.Equal(DicomRejectReason.CallingAENotRecognized, await RejectionAsync("MR1"));
    }

    [Theory]
    [InlineData("SEVENTEEN-LETTERS", null)]
    [InlineData("A%5CB", null)]
    [InlineData("CT", "not an address")]
    public async Task List_OfWhatIsNoSender_Answers400(string aeTitle, string? address) =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await _admin.PutAsJsonAsync($"/api/dimse/senders/{aeTitle}", new ListSender(address, null))).StatusCode);

    /// <summary>The tests' own client would close them: these hold the line and say nothing more.</summary>
    [Fact]
    public async Task Associations_OfOneAddress_AreLimitedAndEndWhenNothingComes()
    {
        var idle = new List<Socket>();
        try
        {
            DicomRejectReason? reason = null;
            for (var n = 0; n < 20 && reason is null; n++)
            {
                idle.Add(await AssociateSilentlyAsync());
                reason = await RejectionAsync("MODALITY");
            }

            Assert.Equal((DicomRejectReason.LocalLimitExceeded, Factory.PerAddress), (reason, idle.Count));
            for (var deadline = DateTime.UtcNow + Patience; await RejectionAsync("MODALITY") is not null; await Task.Delay(50))
                Assert.True(DateTime.UtcNow < deadline, "Idle associations never end.");
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task Connections_OfOneAddressThatSayNothing_AreClosedBeyondTheLimit()
    {
        var silent = new List<Socket>();
        try
        {
            for (var n = 0; n < 4 * Factory.PerAddress; n++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, factory.Port);
                silent.Add(socket);
            }

            // Which of them is looked at first is nobody's promise: of those beyond the limit each is closed, of the others none.
            var beyond = silent.Count - Factory.ConnectionsPerAddress;
            for (var deadline = DateTime.UtcNow + Patience; silent.Count(IsClosed) < beyond; await Task.Delay(50))
                Assert.True(DateTime.UtcNow < deadline, $"{silent.Count(IsClosed)} of {silent.Count} are closed.");

            Assert.Contains(silent, socket => !IsClosed(socket));
        }
        finally
        {
            silent.ForEach(socket => socket.Dispose());
        }
    }

    /// <summary>Without having been told anything, or at once.</summary>
    private static bool IsClosed(Socket socket)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }

    /// <summary>An association request as PS3.8 Table 9-11 has it, with one presentation context for C-ECHO.</summary>
    private async Task<Socket> AssociateSilentlyAsync()
    {
        byte[] context =
        [
            0x20, 0, 0, 0x2E, 1, 0, 0, 0,
            0x30, 0, 0, 0x11, .. "1.2.840.10008.1.1"u8,
            0x40, 0, 0, 0x11, .. "1.2.840.10008.1.2"u8,
        ];
        byte[] body =
        [
            0, 1, 0, 0, .. Encoding.ASCII.GetBytes($"{"VOXMARK",-16}{"MODALITY",-16}"), .. new byte[32],
            0x10, 0, 0, 0x15, .. "1.2.840.10008.3.1.1.1"u8, .. context,
            0x50, 0, 0, 8, 0x51, 0, 0, 4, 0, 0, 0x40, 0,
        ];
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, factory.Port);
        await socket.SendAsync((byte[])[1, 0, 0, 0, (byte)(body.Length >> 8), (byte)body.Length, .. body]);
        var type = new byte[1];
        await socket.ReceiveAsync(type);
        Assert.Equal(2, type[0]); // A-ASSOCIATE-AC
        return socket;
    }

    private async Task PutAsync(string aeTitle, ListSender sender) => Assert.Equal(
        HttpStatusCode.NoContent, (await _admin.PutAsJsonAsync($"/api/dimse/senders/{Uri.EscapeDataString(aeTitle)}", sender)).StatusCode);

    /// <returns>Null when the association was accepted.</returns>
    private async Task<DicomRejectReason?> RejectionAsync(string calling)
    {
        var client = factory.Client(calling);
        await client.AddRequestAsync(new DicomCEchoRequest());
        try
        {
            await client.SendAsync();
            return null;
        }
        catch (DicomAssociationRejectedException exception)
        {
            return exception.RejectReason;
        }
    }

    public sealed class Factory : DimseFactory
    {
        public const int PerAddress = 3;

        /// <summary>Twice as many, so that those beyond can be told that they are.</summary>
        public const int ConnectionsPerAddress = 2 * PerAddress;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Dimse:MaxAssociationsPerAddress", $"{PerAddress}");
            builder.UseSetting("Dimse:IdleSeconds", "2");
        }
    }
}
