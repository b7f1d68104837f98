using Npgsql;

namespace Voxmark.Fixtures.Databases;

/// <param name="Administrator">Connection string of a superuser of this database.</param>
public sealed record PostgresDatabase(string Name, string Administrator)
{
    /// <summary>Connection string of a service's own role, which its migration makes. Roles belong to the whole
    /// instance, so each database has its own.</summary>
    public string ForRole(string role) => new NpgsqlConnectionStringBuilder(Administrator)
    {
        Username = $"{role}_{Name}", Password = "only-for-tests",
    }.ToString();
}
