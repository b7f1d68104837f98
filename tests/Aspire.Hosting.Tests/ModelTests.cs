using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.Tests;

/// <summary>What a description may say, and how it is understood, before anything runs.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a")]
    [InlineData("ingest-db")]
    [InlineData("A1-b2")]
    public void AddParameter_WithAGoodName_Succeeds(string name) =>
        Assert.Equal(name, RunningApplication.CreateBuilder(_folder).AddParameter(name).Resource.Name);

    [Theory]
    [InlineData("1st")]
    [InlineData("a--b")]
    [InlineData("a-")]
    [InlineData("a_b")]
    [InlineData("a.b")]
    [InlineData("x234567890123456789012345678901234567890123456789012345678901234x")]
    public void AddParameter_WithABadName_IsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => RunningApplication.CreateBuilder(_folder).AddParameter(name));

    [Fact]
    public void AddParameter_WithANameInUse_IsRefused()
    {
        var builder = RunningApplication.CreateBuilder(_folder);
        builder.AddParameter("same");

        Assert.Throws<DistributedApplicationException>(() => builder.AddParameter("same"));
    }

    [Fact]
    public async Task ReferenceExpression_WithBracesAndValues_FillsOnlyTheHoles()
    {
        var parameter = RunningApplication.CreateBuilder(_folder).AddParameter("password", "p;{0}w");

        var expression = ReferenceExpression.Create($"{{literal}} Password={parameter};x={"y"}");

        Assert.Equal("{literal} Password=p;{0}w;x=y", await expression.GetValueAsync(default));
        Assert.Equal("{literal} Password={password.value};x=y", expression.ValueExpression);
    }

    [Fact]
    public void GenerateParameterDefault_WithoutSpecial_HasTheLengthAndOnlyLettersAndDigits()
    {
        var value = new GenerateParameterDefault { MinLength = 44, Special = false }.GetDefaultValue();

        Assert.Matches("^[A-Za-z0-9]{44}$", value);
    }

    [Fact]
    public void GenerateParameterDefault_WithMinima_HasThem()
    {
        var value = new GenerateParameterDefault { MinLength = 6, MinUpper = 2, MinNumeric = 3, MinSpecial = 1 }.GetDefaultValue();

        Assert.Equal((2, 3, 1), (value.Count(char.IsUpper), value.Count(char.IsDigit), value.Count(c => !char.IsLetterOrDigit(c))));
    }

    [Fact]
    public async Task ConnectionString_OfAConfiguredServer_IsTheConfiguredOne()
    {
        var builder = RunningApplication.CreateBuilder(_folder, "--ConnectionStrings:postgres=Host=db.example;Username=u");

        var database = builder.AddPostgres("postgres").AddDatabase("data");

        Assert.Equal("Host=db.example;Username=u;Database=data",
            await database.Resource.ConnectionStringExpression.GetValueAsync(default));
    }

    [Fact]
    public void WaitOrder_OfACircle_IsRefused()
    {
        var builder = RunningApplication.CreateBuilder(_folder);
        var first = builder.AddExecutable("first", "true", "/");
        var second = builder.AddExecutable("second", "true", "/").WaitFor(first);
        first.WaitFor(second);

        Assert.Throws<DistributedApplicationException>(() => new WaitOrder([.. builder.Resources]));
    }

    [Fact]
    public void Allocate_ForOneProcess_NeedsNoForwarder()
    {
        var project = Project().WithHttpEndpoint();

        var ports = Assert.Single(new EndpointAllocator(new FreePorts()).Allocate(project.Resource));

        Assert.Equal(project.GetEndpoint("http").Port, ports.Values.Single());
    }

    [Fact]
    public void Allocate_ForTwoReplicas_GivesThreePorts()
    {
        var project = Project().WithHttpEndpoint().WithReplicas(2);

        var ports = new EndpointAllocator(new FreePorts()).Allocate(project.Resource).SelectMany(replica => replica.Values);

        Assert.Equal(3, ports.Append(project.GetEndpoint("http").Port).Distinct().Count());
    }

    [Fact]
    public void Allocate_ForReplicasOnOneTargetPort_IsRefused() =>
        AssertRefused(Project().WithHttpEndpoint(targetPort: 30001).WithReplicas(2));

    [Fact]
    public void Allocate_ForReplicasWithoutAProxy_IsRefused() =>
        AssertRefused(Project().WithHttpEndpoint(isProxied: false).WithReplicas(2));

    [Fact]
    public void Allocate_ForAProxyOnTheProcessPort_IsRefused() =>
        AssertRefused(Project().WithHttpEndpoint(port: 30001, targetPort: 30001));

    [Fact]
    public void WithHttpEndpoint_Twice_IsRefused() =>
        Assert.Throws<DistributedApplicationException>(() => Project().WithHttpEndpoint().WithHttpEndpoint());

    private static void AssertRefused(IResourceBuilder<ProjectResource> project) =>
        Assert.Throws<DistributedApplicationException>(() => new EndpointAllocator(new FreePorts()).Allocate(project.Resource));

    private IResourceBuilder<ProjectResource> Project() =>
        RunningApplication.CreateBuilder(_folder).AddProject<Projects.TestService>("service");
}
