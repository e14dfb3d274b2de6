package phasegrid.export.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import phasegrid.engine.definition.Card;
import phasegrid.engine.model.Models;
import phasegrid.jobs.cli.Phasegrid;

/** The page of models is made of what {@code describe} says; {@code -Dphasegrid.rewrite=models} writes it again. */
class ModelsPageTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = TOP.resolve("sweeps/MODELS.md");

    @Test
    void thePageIsWhatTheModelsSay() throws IOException {
        String page = page();
        if ("models".equals(System.getProperty("phasegrid.rewrite"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("rewrite it: mvn test -pl notebooks-export -am -Dtest=ModelsPageTest -Dphasegrid.rewrite=models")
                .isEqualTo(page);
    }

    private static List<Card> cards() {
        return Models.ALL.stream().map(m -> m.model().card()).toList();
    }

    private static String page() throws IOException {
        StringBuilder page =
                new StringBuilder("# The models\n\n| model | question | family | sweeps |\n|---|---|---|---|\n");
        for (Card card : cards()) {
            page.append("| [`" + card.id() + "`](#" + card.id() + ") | " + card.title() + " | " + card.family() + " | "
                    + sweeps(card) + " |\n");
        }
        for (Card card : cards()) {
            page.append("\n## " + card.id() + "\n\n```text\n" + described(card) + "\n```\n");
        }
        return page.toString();
    }

    private static String sweeps(Card card) throws IOException {
        try (Stream<Path> files = Files.walk(TOP.resolve("sweeps"))) {
            return files.filter(f -> f.toString().endsWith(".yaml") && asks(f, card))
                    .map(f -> TOP.resolve("sweeps").relativize(f).toString())
                    .sorted()
                    .map(name -> "[" + name.replace(".yaml", "") + "](" + name + ")")
                    .collect(Collectors.joining(", "));
        }
    }

    private static boolean asks(Path sweep, Card card) {
        try {
            return Files.readString(sweep).lines().anyMatch(line -> line.strip().equals("model: " + card.reference()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String described(Card card) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(all, true, StandardCharsets.UTF_8);
        assertThat(Phasegrid.run(out, out, "describe", card.id())).isZero();
        return all.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void everyModelHasASmokeSweep() throws IOException {
        for (Card card : cards()) {
            assertThat(sweeps(card)).as(card.id()).contains("smoke/");
        }
    }
}
