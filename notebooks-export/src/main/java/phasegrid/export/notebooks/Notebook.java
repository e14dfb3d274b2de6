package phasegrid.export.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import phasegrid.jobs.table.PhaseTable;

/**
 * A notebook, format 4.5, that loads an export and draws it. Its cells are those of {@code notebook.py}, a script in which
 * {@code # %%} begins a cell of code and {@code # %% [markdown]} one of text.
 */
final class Notebook {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "# %%";
    private static final String MARKDOWN = " [markdown]";

    private Notebook() {}

    static String of(PhaseTable table) {
        ObjectNode notebook = JSON.createObjectNode();
        ArrayNode cells = notebook.putArray("cells");
        List<String> parts = List.of(script(table).split("(?m)^" + MARK)).stream()
                .filter(part -> !part.isBlank())
                .toList();
        for (int i = 0; i < parts.size(); i++) {
            cell(cells.addObject(), String.format(Locale.ROOT, "cell-%02d", i), parts.get(i));
        }
        ObjectNode metadata = notebook.putObject("metadata");
        metadata.putObject("kernelspec")
                .put("display_name", "Python 3")
                .put("language", "python")
                .put("name", "python3");
        metadata.putObject("language_info").put("name", "python");
        notebook.put("nbformat", 4).put("nbformat_minor", 5);
        return text(notebook);
    }

    private static void cell(ObjectNode cell, String id, String part) {
        boolean markdown = part.startsWith(MARKDOWN);
        String body = part.substring(part.indexOf('\n') + 1).strip();
        cell.put("cell_type", markdown ? "markdown" : "code").put("id", id).putObject("metadata");
        cell.put("source", markdown ? body.replaceAll("(?m)^# ?", "") : body);
        if (!markdown) {
            cell.putNull("execution_count").putArray("outputs");
        }
    }

    private static String script(PhaseTable table) {
        String question = table.metadata().getOrDefault("phasegrid.question", "");
        String title = question.isEmpty() ? table.metadata().getOrDefault("phasegrid.model", "A sweep") : question;
        try (InputStream in = Notebook.class.getResourceAsStream("notebook.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{title}}", title.replaceAll("\\s+", " ").strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read notebook.py of this program: build it again", e);
        }
    }

    private static String text(ObjectNode notebook) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(notebook) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
