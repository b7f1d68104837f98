using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.LocalServers;

/// <summary>
/// A private PostgreSQL below the data folder: own cluster, own port, loopback only, password over TCP only.
/// It refuses to run as root, so a host that is root runs it as the package's account <c>postgres</c>.
/// </summary>
internal sealed class PostgresProcess(PostgresServerResource server, DataFolder folder) : ProcessSource
{
    private const string Account = "postgres";
    private const string Versions = "/usr/lib/postgresql";

    private readonly string _home = folder.PathOf(server.Name);

    private string Cluster => Path.Combine(_home, "data");

    public override async Task<ProcessPlan> PrepareAsync(ReplicaIdentity replica, Action<string> log, CancellationToken cancellationToken)
    {
        if (!server.HasAnnotationOfType<ContainerMountAnnotation>() && Directory.Exists(_home)) Directory.Delete(_home, recursive: true);
        var user = User(log);
        LocalProgram.CreatePrivateFolder(_home);
        if (!Directory.Exists(Cluster)) await InitialiseAsync(user, log, cancellationToken);
        if (user is not null) await LocalProgram.GiveToAsync(Account, _home, log, cancellationToken);
        var port = replica.TargetPorts[server.PrimaryEndpoint.EndpointAnnotation].ToString(CultureInfo.InvariantCulture);
        string[] settings = ["listen_addresses=localhost", "unix_socket_directories=", "max_connections=200", "shared_buffers=128MB"];
        return new ProcessPlan(Spec(user, "postgres",
            ["-D", Cluster, "-p", port, .. settings.SelectMany(setting => new[] { "-c", setting })]) with
        {
            StopSignal = Signal.Interrupt,         // "fast shutdown": ends the sessions, writes a checkpoint
            ParentDeathSignal = Signal.Quit,       // "immediate shutdown": takes its children with it, recovers at the next start
        });
    }

    /// <summary>In a folder of its own until it is complete, so that a start that was cut off leaves no half cluster.</summary>
    private async Task InitialiseAsync(ProcessUser? user, Action<string> log, CancellationToken cancellationToken)
    {
        var unfinished = Cluster + ".new";
        var passwordFile = Path.Combine(_home, "password");
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var writer = new StreamWriter(passwordFile, options))
        {
            await writer.WriteLineAsync(await server.PasswordParameter.GetValueAsync(cancellationToken));
        }

        if (user is not null) await LocalProgram.GiveToAsync(Account, _home, log, cancellationToken);
        try
        {
            var name = await server.UserName.GetValueAsync(cancellationToken);
            await ChildProcess.RunAsync(Spec(user, "initdb",
                ["-D", unfinished, "-U", name!, "--auth=scram-sha-256", $"--pwfile={passwordFile}", "--encoding=UTF8",
                 "--locale=C.UTF-8", "--no-instructions"]), log, cancellationToken);
            Directory.Move(unfinished, Cluster);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private ProcessUser? User(Action<string> log)
    {
        if (!LocalProgram.IsRoot) return null;
        var reachable = LocalProgram.IsReachable(_home);
        if (!reachable)
        {
            log($"A folder above {_home} is closed to the account '{Account}'; it runs with the capability to pass.");
        }

        return new ProcessUser(Account, PassesClosedFolders: !reachable);
    }

    private ProcessSpec Spec(ProcessUser? user, string program, IReadOnlyList<string> arguments) =>
        new(Path.Combine(BinFolder(), program), arguments, _home)
        {
            User = user,
            InheritsEnvironment = false,
            Environment = LocalProgram.CleanEnvironment(_home),
        };

    /// <summary>The version that made the cluster, or the newest.</summary>
    private string BinFolder()
    {
        var versionFile = Path.Combine(Cluster, "PG_VERSION");
        var wanted = File.Exists(versionFile) ? File.ReadAllText(versionFile).Trim() : null;
        var installed = Directory.Exists(Versions) ? Directory.GetDirectories(Versions) : [];
        return installed
            .Where(path => (wanted is null || Path.GetFileName(path) == wanted) && File.Exists(Path.Combine(path, "bin/postgres")))
            .OrderByDescending(path => int.TryParse(Path.GetFileName(path), out var number) ? number : 0)
            .Select(path => Path.Combine(path, "bin"))
            .FirstOrDefault() ??
            throw new DistributedApplicationException(
                $"PostgreSQL {wanted} is not installed. Install it (apt-get install postgresql-{wanted ?? "15"}), or " +
                $"configure ConnectionStrings:{server.Name} to use a server that runs already. Containers are not supported here.");
    }
}
