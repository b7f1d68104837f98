using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Voxmark.Fixtures.Databases;

/// <summary>
/// A private PostgreSQL from the Debian binaries, on a free port of the loopback and in a temporary folder: started at
/// the first database a test process asks for, gone with the process, however that ends.
/// </summary>
public sealed class PostgresInstance
{
    private const string Superuser = "app";
    private const string Password = "only-for-tests";

    private static readonly Lazy<Task<PostgresInstance>> Started = new(StartAsync);
    private readonly int _port;

    private PostgresInstance(int port) => _port = port;

    /// <summary>A fresh, empty database.</summary>
    public static async Task<PostgresDatabase> CreateDatabaseAsync()
    {
        var instance = await Started.Value;
        var name = $"t{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(instance.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new PostgresDatabase(name, instance.ConnectionString(name));
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = _port, Database = database, Username = Superuser, Password = Password, MaxPoolSize = 20,
    }.ToString();

    private static async Task<PostgresInstance> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("voxmark-postgres-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), Password);
        var instance = new PostgresInstance(FreePort());
        var process = Process.Start(Shell(folder, instance._port))!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.StandardInput.Close();
        await instance.WaitUntilReadyAsync(process, Path.Combine(folder, "log"));
        return instance;
    }

    /// <summary>
    /// The shell reads from us: when we are gone, killed even, it sees the end of its input, stops PostgreSQL and removes
    /// the folder. PostgreSQL refuses to run as root, hence setpriv.
    /// </summary>
    private static ProcessStartInfo Shell(string folder, int port)
    {
        const string script = """
            cd "$1"; bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
            as=; if [ "$(id -u)" = 0 ]; then
                chown -R postgres:postgres "$1"
                as="setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all"
            fi
            $as "$bin/initdb" -D data -U app --auth-local=trust --auth-host=scram-sha-256 --pwfile=password \
                --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions >log 2>&1
            $as "$bin/postgres" -D data -p "$2" -F -c listen_addresses=127.0.0.1 -c unix_socket_directories="$1" \
                -c max_connections=200 </dev/null >>log 2>&1 &
            read -r _; kill -INT $!; wait $!; cd /; rm -rf "$1"
            """;
        return new("/bin/sh", ["-c", script, "postgres", folder, $"{port}"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
    }

    private async Task WaitUntilReadyAsync(Process process, string log)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (!process.HasExited && patience.Elapsed < TimeSpan.FromMinutes(1))
            {
                // Not listening yet.
            }
            catch (NpgsqlException e)
            {
                throw new InvalidOperationException($"PostgreSQL does not start:\n{await File.ReadAllTextAsync(log)}", e);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
