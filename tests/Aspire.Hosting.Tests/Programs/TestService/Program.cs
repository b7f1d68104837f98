// A service that shows what it was given and does what it is told. As a job (--exit CODE) it ends at once, perhaps
// leaving a file (--write FILE) for others to see.
using System.Globalization;

var options = new ConfigurationBuilder().AddCommandLine(args).Build();
if (options["write"] is { } file) File.WriteAllText(file, "written");
if (options["exit"] is { } code) return int.Parse(code, CultureInfo.InvariantCulture);

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
var environment = Environment.GetEnvironmentVariables();
var sawFile = File.Exists(app.Configuration["LookForFile"]);

app.MapGet("/health/ready", () => File.Exists(app.Configuration["UnhealthyWhile"])
    ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
    : Results.Ok());
app.MapGet("/environment", () => environment);
app.MapGet("/saw-file", () => sawFile);
app.MapGet("/process", () => Environment.ProcessId);
app.MapGet("/crash", () => Environment.Exit(3));
app.Lifetime.ApplicationStopped.Register(() =>
{
    if (app.Configuration["NoteStopIn"] is { } notes) File.AppendAllLines(notes, [app.Configuration["OTEL_SERVICE_NAME"]!]);
});
await app.RunAsync();
return 0;
