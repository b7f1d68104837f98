using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Voxmark.ServiceDefaults.Objects;

namespace Voxmark.Gateway.Tests.Routing;

/// <summary>Bodies that a service only names.</summary>
public sealed class StoredBodyTests(GatewayFactory gateway) : IClassFixture<GatewayFactory>
{
    [Fact]
    public async Task Answer_ThatNamesStoredBytes_IsSentFromTheStore()
    {
        var objects = gateway.Services.GetRequiredService<IObjects>();
        await objects.PutAsync("dicom/1.2/3.dcm", stream => stream.WriteAsync("0123456789"u8.ToArray()).AsTask());
        gateway.Backend = context => Named(context, $"{Convert.ToBase64String("<"u8)},2:3:dicom/1.2/3.dcm,{Convert.ToBase64String(">"u8)}");

        using var answer = await gateway.Admin().GetAsync("/dicom-web/studies/1.2");

        Assert.Equal("<234>", await answer.Content.ReadAsStringAsync());
        Assert.Equal(5, answer.Content.Headers.ContentLength);
        Assert.Equal("application/dicom", answer.Content.Headers.ContentType!.MediaType);
        Assert.False(answer.Headers.Contains(StoredBody.Header));
    }

    [Theory]
    [InlineData("0:3:dicom/1.2/gone.dcm")]
    [InlineData("0:3:../outside")]
    [InlineData("?!")]
    public async Task Answer_ThatNamesWhatIsNotThere_IsAnOutage(string named)
    {
        gateway.Backend = context => Named(context, named);

        using var answer = await gateway.Admin().GetAsync("/dicom-web/studies/1.2");

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    private static IResult Named(HttpContext context, string pieces)
    {
        Assert.Equal("here", context.Request.Headers[StoredBody.Header]);
        context.Response.Headers[StoredBody.Header] = pieces;
        context.Response.ContentType = "application/dicom";
        return Results.Empty;
    }
}
