using Npgsql;
using RabbitMQ.Client;

namespace Aspire.Hosting.Tests;

/// <summary>Private PostgreSQL and RabbitMQ from this machine's own programs.</summary>
public sealed class LocalServerTests
{
    [Fact]
    public async Task Postgres_WhenReady_HasTheDatabase()
    {
        IResourceBuilder<PostgresDatabaseResource> database = null!;
        await using var application = await RunningApplication.StartAsync((builder, _) =>
            database = builder.AddPostgres("postgres").AddDatabase("data", "With Space"));
        await application.HealthyAsync("data");

        await using var connection = new NpgsqlConnection(await database.Resource.ConnectionStringExpression.GetValueAsync(default) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT current_database()", connection);

        Assert.Equal("With Space", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task RabbitMQ_WhenHealthy_LetsItsUserInAndNobodyElse()
    {
        IResourceBuilder<RabbitMQServerResource> rabbit = null!;
        await using var application = await RunningApplication.StartAsync((builder, _) =>
            rabbit = builder.AddRabbitMQ("rabbitmq"));
        await application.HealthyAsync("rabbitmq");
        var uri = new Uri((await rabbit.Resource.ConnectionStringExpression.GetValueAsync(default))!);

        await using var connection = await new ConnectionFactory { Uri = uri }.CreateConnectionAsync();

        Assert.True(connection.IsOpen);
        await Assert.ThrowsAnyAsync<Exception>(() => new ConnectionFactory { Uri = uri, Password = "guest" }.CreateConnectionAsync());
    }
}
