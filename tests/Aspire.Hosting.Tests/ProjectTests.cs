namespace Aspire.Hosting.Tests;

/// <summary>A service's process: what it is given, when it starts, what happens when it ends.</summary>
public sealed class ProjectTests
{
    [Fact]
    public async Task Start_WithReferences_GivesTheDocumentedVariables()
    {
        EndpointReference endpoint = null!, other = null!;
        await using var application = await RunningApplication.StartAsync((builder, _) =>
        {
            var secret = builder.AddParameter("key", "s3cret", secret: true);
            var callee = builder.AddProject<Projects.TestService>("callee-one").WithHttpEndpoint();
            var database = builder.AddConnectionString("own-db", ReferenceExpression.Create($"Host=h;Password={secret}"));
            var service = builder.AddProject<Projects.TestService>("service")
                .WithHttpEndpoint().WithHttpHealthCheck("/health/ready")
                .WithEndpoint(scheme: "tcp", name: "dimse", env: "Dimse__Port")
                .WithReference(callee).WithReference(database)
                .WithEnvironment("Key", secret)
                .WithEnvironment("Text", "plain");
            (endpoint, other) = (service.GetEndpoint("http"), callee.GetEndpoint("http"));
        });
        await application.HealthyAsync("service");

        var variables = await application.GetAsync<Dictionary<string, string>>(endpoint, "/environment");

        Assert.Equal(other.Url, variables["services__callee-one__http__0"]);
        Assert.Equal(other.Url, variables["CALLEE_ONE_HTTP"]);
        Assert.Equal("Host=h;Password=s3cret", variables["ConnectionStrings__own-db"]);
        Assert.Equal("s3cret", variables["Key"]);
        Assert.Equal("plain", variables["Text"]);
        Assert.Equal(endpoint.Url, variables["ASPNETCORE_URLS"]);
        Assert.Equal("service", variables["OTEL_SERVICE_NAME"]);
        Assert.InRange(int.Parse(variables["Dimse__Port"], System.Globalization.CultureInfo.InvariantCulture), 1, 65535);
    }

    [Fact]
    public async Task Start_WhenWaitingForAJob_ComesAfterItsEnd()
    {
        EndpointReference endpoint = null!;
        await using var application = await RunningApplication.StartAsync((builder, folder) =>
        {
            var job = builder.AddProject<Projects.TestService>("job").WithArgs("--write", folder.PathOf("file"), "--exit", "0");
            var service = builder.AddProject<Projects.TestService>("service").WithHttpEndpoint()
                .WithHttpHealthCheck("/health/ready")
                .WithEnvironment("LookForFile", folder.PathOf("file"))
                .WaitForCompletion(job);
            endpoint = service.GetEndpoint("http");
        });
        await application.HealthyAsync("service");

        Assert.True(await application.GetAsync<bool>(endpoint, "/saw-file"));
    }

    [Fact]
    public async Task Start_WhenTheJobFails_DoesNotHappen()
    {
        await using var application = await RunningApplication.StartAsync((builder, _) =>
        {
            var job = builder.AddProject<Projects.TestService>("job").WithArgs("--exit", "7");
            builder.AddProject<Projects.TestService>("service").WithHttpEndpoint().WaitForCompletion(job);
        });

        var service = await application.EventuallyAsync("service", snapshot => snapshot.State?.Text == "FailedToStart");
        var job = await application.EventuallyAsync("job", snapshot => snapshot.State?.Text == "Exited");

        Assert.Null(service.Snapshot.StartTimeStamp);
        Assert.Equal(7, job.Snapshot.ExitCode);
    }

    [Fact]
    public async Task Start_WhenTheOtherIsNotHealthyYet_Waits()
    {
        await using var application = await RunningApplication.StartAsync((builder, folder) =>
        {
            File.WriteAllText(folder.PathOf("ill"), "");
            var other = builder.AddProject<Projects.TestService>("other").WithHttpEndpoint()
                .WithHttpHealthCheck("/health/ready").WithEnvironment("UnhealthyWhile", folder.PathOf("ill"));
            builder.AddProject<Projects.TestService>("service").WithHttpEndpoint()
                .WithHttpHealthCheck("/health/ready").WaitFor(other);
        });
        await application.EventuallyAsync("other", snapshot => snapshot.HealthReports.Any(report => report.Status is not null));
        application.Resources.TryGetCurrentState("service", out var whileIll);
        File.Delete(application.Folder.PathOf("ill"));

        await application.HealthyAsync("service");

        Assert.Equal("Waiting", whileIll!.Snapshot.State!.Text);
    }

    [Fact]
    public async Task Crash_OfAService_IsFollowedByANewProcessOnTheSamePort()
    {
        EndpointReference endpoint = null!;
        await using var application = await RunningApplication.StartAsync((builder, _) =>
            endpoint = builder.AddProject<Projects.TestService>("service").WithHttpEndpoint()
                .WithHttpHealthCheck("/health/ready").GetEndpoint("http"));
        await application.HealthyAsync("service");
        var before = await application.GetAsync<int>(endpoint, "/process");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => application.GetAsync<object>(endpoint, "/crash"));
        await application.EventuallyAsync("service", snapshot => snapshot.Restarts == 1 && snapshot.HealthStatus
            == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy);

        Assert.NotEqual(before, await application.GetAsync<int>(endpoint, "/process"));
    }

    [Fact]
    public async Task Requests_ToTwoReplicas_ReachBothThroughOnePort()
    {
        EndpointReference endpoint = null!;
        await using var application = await RunningApplication.StartAsync((builder, _) =>
            endpoint = builder.AddProject<Projects.TestService>("service").WithHttpEndpoint()
                .WithHttpHealthCheck("/health/ready").WithReplicas(2).GetEndpoint("http"));
        await application.HealthyAsync("service-1");
        await application.HealthyAsync("service-2");

        var processes = new List<int>();
        for (var i = 0; i < 4; i++) processes.Add(await application.GetAsync<int>(endpoint, "/process"));

        Assert.Equal(2, processes.Distinct().Count());
        Assert.Equal(processes[0], processes[2]);
    }

    [Fact]
    public async Task Stop_OfAChain_EndsWhoWaitsBeforeWhomItWaitsFor()
    {
        await using var application = await RunningApplication.StartAsync((builder, folder) =>
        {
            var first = Add("first");
            var second = Add("second").WaitFor(first);
            Add("third").WaitFor(second);

            IResourceBuilder<ProjectResource> Add(string name) => builder.AddProject<Projects.TestService>(name)
                .WithHttpEndpoint().WithHttpHealthCheck("/health/ready").WithEnvironment("NoteStopIn", folder.PathOf("stops"));
        });
        await application.HealthyAsync("third");

        await application.StopAsync();

        Assert.Equal(["third", "second", "first"], await File.ReadAllLinesAsync(application.Folder.PathOf("stops")));
    }

    [Fact]
    public async Task Executable_WithArguments_RunsAndItsOutputIsLogged()
    {
        await using var application = await RunningApplication.StartAsync((builder, _) =>
            builder.AddExecutable("echo", "echo", "/", "one", "two"));

        await application.EventuallyAsync("echo", snapshot => snapshot.State?.Text == "Finished");

        Assert.EndsWith(" one two", (await File.ReadAllTextAsync(application.Folder.PathOf("logs/echo.log"))).TrimEnd());
    }

    [Fact]
    public async Task Executable_ThatDoesNotExist_FailsToStart()
    {
        await using var application = await RunningApplication.StartAsync((builder, _) =>
            builder.AddExecutable("nothing", "/does/not/exist", "/"));

        await application.EventuallyAsync("nothing", snapshot => snapshot.State?.Text == "FailedToStart");

        Assert.Contains("/does/not/exist", await File.ReadAllTextAsync(application.Folder.PathOf("logs/nothing.log")));
    }
}
