package phasegrid.export.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import phasegrid.export.report.LiveReport;
import phasegrid.jobs.cli.LiveTable;
import phasegrid.jobs.cli.Sweep;
import phasegrid.jobs.cli.Viewer;
import phasegrid.jobs.table.PhaseTable;

/** Serves the figures of a running sweep to browsers on this machine that were given its address. */
public final class LivePage implements Viewer {
    private static final int TOKEN_BYTES = 16;

    @Override
    public View open(Sweep sweep, Consumer<String> says) {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        Server server = new Server(
                "/" + HexFormat.of().formatHex(token) + "/", sweep.title(), new Latest(() -> LiveTable.of(sweep)));
        says.accept("to be seen at " + server.start());
        return server;
    }

    /** The newest table, folded again at most every few seconds. */
    private static final class Latest {
        private static final long NANOS = 3_000_000_000L;

        private final Supplier<Optional<PhaseTable>> fold;
        private Optional<PhaseTable> table = Optional.empty();
        private long folded = System.nanoTime() - NANOS;

        Latest(Supplier<Optional<PhaseTable>> fold) {
            this.fold = fold;
        }

        synchronized Optional<PhaseTable> table() {
            if (System.nanoTime() - folded >= NANOS) {
                table = fold.get();
                folded = System.nanoTime();
            }
            return table;
        }
    }

    private static final class Server implements View {
        private static final int NOT_FOUND = 404;
        private static final int OK = 200;

        private final String root;
        private final String title;
        private final Latest latest;
        private final HttpServer http;
        private final ExecutorService threads = Executors.newFixedThreadPool(2, Server::daemon);

        Server(String root, String title, Latest latest) {
            this.root = root;
            this.title = title;
            this.latest = latest;
            try {
                http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot serve a page: " + e.getMessage() + "; run without --serve", e);
            }
        }

        private static Thread daemon(Runnable work) {
            Thread thread = new Thread(work, "live-page");
            thread.setDaemon(true);
            return thread;
        }

        String start() {
            http.setExecutor(threads);
            http.createContext("/", this::answer);
            http.start();
            return "http://" + host() + root;
        }

        private String host() {
            return "127.0.0.1:" + http.getAddress().getPort();
        }

        /** A wrong path and a foreign host name get the same answer. */
        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                boolean ours = host().equals(exchange.getRequestHeaders().getFirst("Host"));
                if (ours && path.equals(root)) {
                    send(exchange, OK, "text/html; charset=utf-8", page());
                } else if (ours && path.equals(root + "data")) {
                    send(exchange, OK, "application/json", data());
                } else {
                    send(exchange, NOT_FOUND, "text/plain", "nothing here\n");
                }
            }
        }

        private String page() {
            return latest.table()
                    .map(table -> LiveReport.page(title, table))
                    .orElse(
                            "This sweep has more points than a page can follow; ./phasegrid status tells how it goes.\n");
        }

        private String data() {
            return latest.table().map(LiveReport::data).orElse("{}");
        }

        private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        @Override
        public void close() {
            http.stop(0);
            threads.shutdownNow();
        }
    }
}
