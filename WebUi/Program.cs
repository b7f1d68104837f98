using Voxmark.ServiceDefaults;
using Voxmark.ServiceDefaults.Clients;
using Voxmark.ServiceDefaults.Messaging;
using Voxmark.ServiceDefaults.Queries;
using Voxmark.WebUi.Live;
using Voxmark.WebUi.Localization;
using Voxmark.WebUi.Pages;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("web");
builder.AddServiceClient<IngestClient>("ingest").AddServiceClient<LabelingClient>("labeling");
builder.AddLive().AddTexts().AddPages();
builder.AddMessaging("web", bus => bus.AddLiveConsumers());

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
