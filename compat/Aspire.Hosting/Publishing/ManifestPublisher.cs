using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Publishing;

/// <summary>
/// Writes the model as Aspire's manifest (<c>--publisher manifest --output-path F</c>): what there is, with placeholders
/// such as <c>{ingest.bindings.http.url}</c> for what only the place where it runs can know. Nothing is started.
/// </summary>
internal sealed class ManifestPublisher(DistributedApplicationModel model, DistributedApplicationExecutionContext executionContext,
    IConfiguration configuration)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static bool IsWanted(IConfiguration configuration) =>
        configuration["publisher"] is not null || configuration["operation"] == "publish";

    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        if (configuration["publisher"] is not "manifest")
        {
            throw new NotSupportedException("Aspire.Hosting: only '--publisher manifest' is supported here.");
        }

        var path = Path.GetFullPath(configuration["output-path"] ?? "aspire-manifest.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var resources = new JsonObject();
        foreach (var resource in Published())
        {
            resources[resource.Name] = await DescribeAsync(resource, Path.GetDirectoryName(path)!, cancellationToken);
        }

        var manifest = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/aspire-8.0.json",
            ["resources"] = resources,
        };
        await File.WriteAllTextAsync(path, manifest.ToJsonString(Indented) + "\n", cancellationToken);
        Console.WriteLine($"Published manifest to: {path}");
    }

    /// <summary>The model, and the parameters that only its connection strings know (a server's own password).</summary>
    private IEnumerable<IResource> Published() => model.Resources
        .Concat(model.Resources.OfType<IResourceWithConnectionString>()
            .SelectMany(resource => resource.ConnectionStringExpression.ValueProviders.OfType<ParameterResource>()))
        .Distinct()
        .Where(resource => !resource.HasAnnotationOfType<ManifestPublishingCallbackAnnotation>());

    private async Task<JsonObject> DescribeAsync(IResource resource, string folder, CancellationToken cancellationToken)
    {
        switch (resource)
        {
            case ParameterResource parameter:
                return Describe(parameter);
            case ProjectResource:
                var project = resource.Annotations.OfType<IProjectMetadata>().Single().ProjectPath;
                return await WithProcessAsync(resource,
                    new() { ["type"] = "project.v0", ["path"] = Path.GetRelativePath(folder, project) }, cancellationToken);
            case ExecutableResource executable:
                return await WithProcessAsync(resource, new()
                {
                    ["type"] = "executable.v0",
                    ["workingDirectory"] = executable.WorkingDirectory,
                    ["command"] = executable.Command,
                }, cancellationToken);
            case ContainerResource:
                return await WithProcessAsync(resource, Container(resource), cancellationToken);
            case IResourceWithConnectionString value:
                return new()
                {
                    ["type"] = "value.v0",
                    ["connectionString"] = value.ConnectionStringExpression.ValueExpression,
                };
            default:
                throw new NotSupportedException(
                    $"Aspire.Hosting: a manifest for '{resource.Name}' ({resource.GetType().Name}) is not supported here.");
        }
    }

    private static JsonObject Describe(ParameterResource parameter)
    {
        var input = new JsonObject { ["type"] = "string" };
        if (parameter.Secret) input["secret"] = true;
        if (parameter.Default is GenerateParameterDefault generated)
        {
            var rule = new JsonObject { ["minLength"] = generated.MinLength };
            if (!generated.Lower) rule["lower"] = false;
            if (!generated.Upper) rule["upper"] = false;
            if (!generated.Numeric) rule["numeric"] = false;
            if (!generated.Special) rule["special"] = false;
            input["default"] = new JsonObject { ["generate"] = rule };
        }

        return new()
        {
            ["type"] = "parameter.v0",
            ["value"] = $"{{{parameter.Name}.inputs.value}}",
            ["inputs"] = new JsonObject { ["value"] = input },
        };
    }

    private static JsonObject Container(IResource resource)
    {
        var description = new JsonObject { ["type"] = "container.v0" };
        if (resource is IResourceWithConnectionString server)
        {
            description["connectionString"] = server.ConnectionStringExpression.ValueExpression;
        }

        if (resource.TryGetLastAnnotation<ContainerImageAnnotation>(out var image))
        {
            description["image"] = $"{image.Registry}/{image.Image}:{image.Tag}";
        }

        var volumes = resource.Annotations.OfType<ContainerMountAnnotation>().Select(mount => (JsonNode)new JsonObject
        {
            ["name"] = mount.Source,
            ["target"] = mount.Target,
            ["readOnly"] = mount.IsReadOnly,
        }).ToArray();
        if (volumes.Length > 0) description["volumes"] = new JsonArray(volumes);
        return description;
    }

    private async Task<JsonObject> WithProcessAsync(IResource resource, JsonObject description, CancellationToken cancellationToken)
    {
        var arguments = new CommandLineArgsCallbackContext([], resource, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>()) await annotation.Callback(arguments);
        if (arguments.Args.Count > 0) description["args"] = new JsonArray([.. arguments.Args.Select(value => JsonValue.Create(Expression(value)))]);

        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToArray();
        var environment = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken);
        if (resource is ProjectResource) AddProjectVariables(environment.EnvironmentVariables, resource.Name, endpoints);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>()) await annotation.Callback(environment);
        description["env"] = new JsonObject(environment.EnvironmentVariables.Select(variable =>
            KeyValuePair.Create(variable.Key, (JsonNode?)JsonValue.Create(Expression(variable.Value)))));

        if (endpoints.Length > 0)
        {
            description["bindings"] = new JsonObject(endpoints.Select(endpoint =>
                KeyValuePair.Create(endpoint.Name, (JsonNode?)Binding(endpoint))));
        }

        return description;
    }

    private static void AddProjectVariables(Dictionary<string, object> variables, string name, EndpointAnnotation[] endpoints)
    {
        if (endpoints.Any(endpoint => endpoint.UriScheme == "http"))
        {
            variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            variables["HTTP_PORTS"] = $"{{{name}.bindings.http.targetPort}}";
        }

        foreach (var endpoint in endpoints.Where(endpoint => endpoint.TargetPortVariable is not null))
        {
            variables[endpoint.TargetPortVariable!] = $"{{{name}.bindings.{endpoint.Name}.targetPort}}";
        }
    }

    private static JsonObject Binding(EndpointAnnotation endpoint)
    {
        var binding = new JsonObject
        {
            ["scheme"] = endpoint.UriScheme,
            ["protocol"] = endpoint.Protocol.ToString().ToLowerInvariant(),
            ["transport"] = endpoint.Transport,
        };
        if (endpoint.Port is { } port) binding["port"] = port;
        if ((endpoint.TargetPort ?? (endpoint.IsProxied ? null : endpoint.Port)) is { } target) binding["targetPort"] = target;
        if (endpoint.IsExternal) binding["external"] = true;
        return binding;
    }

    private static string Expression(object value) => value switch
    {
        IManifestExpressionProvider provider => provider.ValueExpression,
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
