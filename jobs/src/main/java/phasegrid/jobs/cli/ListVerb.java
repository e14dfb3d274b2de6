package phasegrid.jobs.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phasegrid.engine.definition.Card;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the models. */
@Command(
        name = "list",
        description = "List the models.",
        footer = {"", "Examples:", "  phasegrid list", "  phasegrid list --json"})
public final class ListVerb implements Verb {
    @Mixin
    private Console console;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<Card> cards = ModelCatalogue.here().cards();
        if (json) {
            console.out().println(Json.of(cards.stream().map(ListVerb::json).toList()));
        } else {
            text(cards).forEach(console.out()::println);
        }
        return 0;
    }

    private static Map<String, Object> json(Card card) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", card.id());
        json.put("version", card.version());
        json.put("family", card.family());
        json.put("title", card.title());
        json.put("summary", card.summary());
        return json;
    }

    private static List<String> text(List<Card> cards) {
        Lines lines = new Lines().add("model", "family", "title");
        cards.forEach(card -> lines.add(card.reference(), card.family(), card.title()));
        return lines.text("", Console.width());
    }
}
