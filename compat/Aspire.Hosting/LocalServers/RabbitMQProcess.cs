using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.LocalServers;

/// <summary>
/// A private RabbitMQ below the data folder: own node and user, own ports, loopback only, and an Erlang port mapper
/// (epmd) of its own, so that it shares nothing with other brokers on the machine.
/// </summary>
internal sealed class RabbitMQProcess(RabbitMQServerResource server, DataFolder folder, FreePorts ports) : ProcessSource
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string PortMapper = "/usr/bin/epmd";

    private readonly string _home = folder.PathOf(server.Name);
    private readonly int _mapperPort = ports.Next();
    private readonly int _distributionPort = ports.Next();

    public override async Task<ProcessPlan> PrepareAsync(ReplicaIdentity replica, Action<string> log, CancellationToken cancellationToken)
    {
        if (!File.Exists(Server) || !File.Exists(PortMapper))
        {
            throw new DistributedApplicationException(
                "RabbitMQ is not installed. Install it (apt-get install rabbitmq-server), or configure " +
                $"ConnectionStrings:{server.Name} to use a server that runs already. Containers are not supported here.");
        }

        if (!server.HasAnnotationOfType<ContainerMountAnnotation>() && Directory.Exists(_home)) Directory.Delete(_home, recursive: true);
        LocalProgram.CreatePrivateFolder(_home);
        await WriteConfigurationAsync(replica, cancellationToken);
        var environment = Environment(replica);
        return new ProcessPlan(
            Main: Spec(Server, [], environment) with { StopTimeout = TimeSpan.FromSeconds(30) },
            Companion: Spec(PortMapper, [], environment));
    }

    private async Task WriteConfigurationAsync(ReplicaIdentity replica, CancellationToken cancellationToken)
    {
        var management = replica.TargetPorts.FirstOrDefault(entry => entry.Key.Name == RabbitMQServerResource.ManagementEndpointName);
        List<string> lines =
        [
            $"default_user = {await server.UserNameReference.GetValueAsync(cancellationToken)}",
            $"default_pass = {await server.PasswordParameter.GetValueAsync(cancellationToken)}",
            "vm_memory_high_watermark.absolute = 1GB",
            "disk_free_limit.absolute = 200MB",
            "consumer_timeout = 14400000",     // ms: long work may hold its message for four hours
            "log.file = false",
            "log.console = true",
            "log.console.level = warning",
        ];
        if (management.Key is not null)
        {
            lines.Add("management.tcp.ip = 127.0.0.1");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"management.tcp.port = {management.Value}"));
        }

        await File.WriteAllLinesAsync(PathOf("rabbitmq.conf"), lines, cancellationToken);
        await File.WriteAllTextAsync(PathOf("enabled_plugins"),
            management.Key is null ? "[].\n" : "[rabbitmq_management].\n", cancellationToken);
    }

    private Dictionary<string, string> Environment(ReplicaIdentity replica) => new(LocalProgram.CleanEnvironment(_home))
    {
        ["ERL_EPMD_PORT"] = _mapperPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = "rabbit@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] =
            replica.TargetPorts[server.PrimaryEndpoint.EndpointAnnotation].ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_DIST_PORT"] = _distributionPort.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_CONFIG_FILE"] = PathOf("rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = PathOf("advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = PathOf("enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = PathOf("mnesia"),
        ["RABBITMQ_LOG_BASE"] = PathOf("log"),
        ["RABBITMQ_PID_FILE"] = PathOf("rabbit.pid"),
        ["RABBITMQ_GENERATED_CONFIG_DIR"] = PathOf("generated"),
        ["RABBITMQ_SCHEMA_DIR"] = PathOf("schema"),
        ["RABBITMQ_FEATURE_FLAGS_FILE"] = PathOf("feature_flags"),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput -start_epmd false -kernel inet_dist_use_interface {127,0,0,1}",
        ["RABBITMQ_CTL_ERL_ARGS"] = "-start_epmd false",
        ["RABBITMQ_LOG"] = "-color",
        ["RABBITMQ_ALLOW_INPUT"] = "1",        // the start script then replaces itself by the broker: one process to signal
    };

    private ProcessSpec Spec(string program, IReadOnlyList<string> arguments, Dictionary<string, string> environment) =>
        new(program, arguments, _home) { InheritsEnvironment = false, Environment = environment };

    private string PathOf(string name) => Path.Combine(_home, name);
}
