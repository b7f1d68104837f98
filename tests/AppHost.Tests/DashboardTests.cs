using Microsoft.Extensions.Configuration;

namespace Voxmark.AppHost.Tests;

public sealed class DashboardTests
{
    [Fact]
    public void ConfigureDashboard_LetsIt_KeepNothing() => Assert.Equal("None", Configured(by: null)["ASPIRE_DASHBOARD_PERSISTENCE_MODE"]);

    [Fact]
    public void ConfigureDashboard_ForWhoeverWantsToKeep_LeadsToTheDataFolder()
    {
        var configured = Configured(by: "Run");

        Assert.Equal("Run", configured["ASPIRE_DASHBOARD_PERSISTENCE_MODE"]);
        Assert.Equal("/data/dashboard", configured["ASPIRE_DASHBOARD_DATA_DIRECTORY"]);
    }

    private static ConfigurationManager Configured(string? by)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        if (by is not null) builder.Configuration["ASPIRE_DASHBOARD_PERSISTENCE_MODE"] = by;
        builder.ConfigureDashboard("/data");
        return builder.Configuration;
    }
}
