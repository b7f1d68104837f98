using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Clients;
using Voxmark.ServiceDefaults.Queries;
using Voxmark.WebUi.Live;
using Voxmark.WebUi.Localization;
using Voxmark.WebUi.Pages;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("web");
builder.Services.AddServiceClient<IngestClient>("ingest").AddServiceClient<LabelingClient>("labeling");
builder.AddLive().AddTexts().AddPages();

var app = builder.Build();
app.UseFailureAnswers();
app.UseQueryRules();
app.UseTexts();
app.UsePages();
app.MapDescriptions();
app.MapPages();
app.MapPreferences();
app.MapLive();
app.MapDraftKeys();
await app.RunAsync();
