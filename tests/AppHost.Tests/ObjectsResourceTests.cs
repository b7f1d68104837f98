using Microsoft.Extensions.Logging.Abstractions;

namespace Voxmark.AppHost.Tests;

public sealed class ObjectsResourceTests
{
    [Fact]
    public async Task Reference_WhereTheSystemRuns_IsTheFolder()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        var objects = builder.AddObjects("objects", builder.AddParameter("object-store", () => "/data/objects"));
        var program = builder.AddExecutable("program", "true", "/").WithReference(objects);

        var told = await ExecutionConfigurationBuilder.Create(program.Resource).WithEnvironmentVariablesConfig()
            .BuildAsync(builder.ExecutionContext, NullLogger.Instance, CancellationToken.None);

        Assert.True(builder.ExecutionContext.IsRunMode);
        Assert.Contains(new("ObjectStore__Root", "/data/objects"), told.EnvironmentVariables);
    }
}
