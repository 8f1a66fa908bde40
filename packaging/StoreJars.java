import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes every jar of a folder anew with its entries as they are, unsqueezed and all of one time: the package squeezes them
 * all together, and better, and the program need not unpack what it loads. Usage: java StoreJars.java FOLDER
 */
void main(String[] arguments) throws IOException {
    List<Path> jars;
    try (var files = Files.list(Path.of(arguments[0]))) {
        jars = files.filter(f -> f.toString().endsWith(".jar")).toList();
    }
    for (Path jar : jars) {
        store(jar);
    }
}

void store(Path jar) throws IOException {
    Path next = jar.resolveSibling(jar.getFileName() + ".next");
    try (var from = new ZipFile(jar.toFile());
            var to = new ZipOutputStream(Files.newOutputStream(next))) {
        to.setMethod(ZipOutputStream.STORED);
        for (ZipEntry entry : from.stream().toList()) {
            byte[] content = from.getInputStream(entry).readAllBytes();
            var sum = new CRC32();
            sum.update(content);
            var stored = new ZipEntry(entry.getName());
            stored.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
            stored.setSize(content.length);
            stored.setCrc(sum.getValue());
            to.putNextEntry(stored);
            to.write(content);
            to.closeEntry();
        }
    }
    Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
}
