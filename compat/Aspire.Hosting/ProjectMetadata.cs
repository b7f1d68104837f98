using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting
{
    /// <summary>Describes a project; the build writes one class for each that the host refers to.</summary>
    public interface IProjectMetadata : IResourceAnnotation
    {
        /// <summary>Absolute path of the project file.</summary>
        string ProjectPath { get; }

        bool SuppressBuild => false;

        LaunchSettings? LaunchSettings => null;
    }

    public class ProjectResourceOptions
    {
        public string? LaunchProfileName { get; set; }

        public bool ExcludeLaunchProfile { get; set; }

        public bool ExcludeKestrelEndpoints { get; set; }
    }

    /// <summary><c>Properties/launchSettings.json</c>.</summary>
    public sealed class LaunchSettings
    {
        [JsonPropertyName("profiles")]
        public Dictionary<string, LaunchProfile> Profiles { get; set; } = [];

        internal static LaunchSettings? Read(string projectPath)
        {
            var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
            if (!File.Exists(path)) return null;
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<LaunchSettings>(file, JsonOptions);
        }

        private static readonly JsonSerializerOptions JsonOptions = new()
        {
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        };
    }

    public sealed class LaunchProfile
    {
        [JsonPropertyName("commandName")]
        public string? CommandName { get; set; }

        /// <summary>URLs, separated by semicolons.</summary>
        [JsonPropertyName("applicationUrl")]
        public string? ApplicationUrl { get; set; }

        [JsonPropertyName("environmentVariables")]
        public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
    }

    internal sealed class ProjectPathMetadata(string projectPath) : IProjectMetadata
    {
        public string ProjectPath { get; } = projectPath;
    }
}

namespace Aspire.Hosting.ApplicationModel
{
    public sealed class LaunchProfileAnnotation : IResourceAnnotation
    {
        internal LaunchProfileAnnotation(string launchProfileName, LaunchProfile profile)
        {
            LaunchProfileName = launchProfileName;
            Profile = profile;
        }

        public string LaunchProfileName { get; }

        internal LaunchProfile Profile { get; }
    }
}
