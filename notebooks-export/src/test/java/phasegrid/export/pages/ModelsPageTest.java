package phasegrid.export.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phasegrid.engine.definition.Card;
import phasegrid.engine.model.Models;
import phasegrid.jobs.cli.Phasegrid;

/**
 * The page of models is made of what {@code describe} and the heads of their classes say, and of a small phase diagram each;
 * {@code -Dphasegrid.rewrite=models} writes it again, and draws again what is of another sweep or version.
 */
class ModelsPageTest {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = TOP.resolve("sweeps/MODELS.md");

    /** Whose first observable is not what its phases are told by. */
    private static final Map<String, String> ORDER =
            Map.of("dataset", "y2", "random-energy", "y2", "sherrington-kirkpatrick", "q2");

    private static final Path PICTURES = TOP.resolve("sweeps/models");
    private static final long MOST_BYTES = 600_000;

    @TempDir
    private Path folder;

    @Test
    void thePageIsWhatTheModelsSay() throws IOException {
        String page = page();
        if ("models".equals(System.getProperty("phasegrid.rewrite"))) {
            draw(Files.readString(PAGE));
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("rewrite it: mvn test -pl notebooks-export -am -Dtest=ModelsPageTest -Dphasegrid.rewrite=models")
                .isEqualTo(page);
    }

    private static List<Card> cards() {
        return Models.definitions().stream().map(m -> m.model().card()).toList();
    }

    private static String page() throws IOException {
        StringBuilder page =
                new StringBuilder("# The models\n\n| model | question | family | sweeps |\n|---|---|---|---|\n");
        for (Card card : cards()) {
            page.append("| [`" + card.id() + "`](#" + card.id() + ") | " + card.title() + " | " + card.family() + " | "
                    + sweeps(card) + " |\n");
        }
        for (Card card : cards()) {
            page.append("\n## " + card.id() + "\n\n" + prose(card) + "\n\n![" + card.title() + "](models/" + card.id()
                    + ".png)\n\n" + drawnFrom(card) + "\n\n```text\n" + described(card) + "\n```\n");
        }
        return page.toString();
    }

    /** Equation, conventions and cost: the head of the model's class. */
    private static String prose(Card card) throws IOException {
        String name = Models.definitions().stream()
                .map(m -> m.model())
                .filter(m -> m.card().equals(card))
                .findFirst()
                .orElseThrow()
                .getClass()
                .getName();
        String source = Files.readString(TOP.resolve("engine/src/main/java/" + name.replace('.', '/') + ".java"));
        String head = source.substring(source.indexOf("/**") + 3, source.indexOf(" */\npublic final class"));
        return head.replaceAll("(?m)^ \\* ?", "")
                .replaceAll("\\{@(?:code|link) ([^{}]*(?:\\{[^{}]*\\}[^{}]*)*)\\}", "`$1`")
                .replaceAll("<p>", "")
                .strip();
    }

    private static Path diagram(Card card) {
        return TOP.resolve("sweeps/smoke/diagrams/" + card.id() + ".yaml");
    }

    /** Says which sweep a picture is of, to the letter, and which version of the model. */
    private static String drawnFrom(Card card) throws IOException {
        String name = "smoke/diagrams/" + card.id() + ".yaml";
        return "Drawn from [" + name + "](" + name + "), " + card.reference() + ".\n<!-- "
                + hash(card.reference() + "\n" + Files.readString(diagram(card))) + " -->";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void draw(String before) throws IOException {
        for (Card card : cards()) {
            Path picture = PICTURES.resolve(card.id() + ".png");
            if (!Files.exists(picture) || !before.contains(drawnFrom(card))) {
                String sweep = diagram(card).toString();
                String output = "--output=" + folder.resolve(card.id());
                String observable = "--observable=" + ORDER.getOrDefault(card.id(), "");
                assertThat(said("run", sweep, output)).as(sweep).contains("batches computed");
                assertThat(said("report", sweep, output, "--thumbnail=" + picture, observable))
                        .contains("figure");
            }
        }
    }

    private static String said(String... words) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(all, true, StandardCharsets.UTF_8);
        Phasegrid.run(out, out, words);
        return all.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyModelHasAPictureAndTogetherTheyAreSmall() throws IOException {
        long bytes = 0;
        for (Card card : cards()) {
            Path picture = PICTURES.resolve(card.id() + ".png");
            assertThat(ImageIO.read(picture.toFile()).getWidth()).as(card.id()).isEqualTo(2 * 246);
            bytes += Files.size(picture);
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
        try (Stream<Path> files = Files.list(PICTURES)) {
            assertThat(files).hasSize(cards().size());
        }
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
        return said("describe", card.id()).strip();
    }

    @Test
    void everyModelHasASmokeSweep() throws IOException {
        for (Card card : cards()) {
            assertThat(sweeps(card))
                    .as(card.id())
                    .containsPattern("\\(smoke/[a-z-]+\\.yaml")
                    .contains("(smoke/diagrams/" + card.id());
        }
    }
}
