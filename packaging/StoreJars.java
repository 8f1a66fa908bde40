import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.DebugElementsOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

/**
 * Writes every jar of a folder anew with its entries as they are, unsqueezed and all of one time: the package squeezes them
 * all together, and better, and the program need not unpack what it loads. Usage: java StoreJars.java FOLDER LEFT_OUT
 * LEFT_OUT: a regular expression of names; what only another system or nobody here needs
 */
void main(String[] arguments) throws IOException {
    Pattern leftOut = Pattern.compile(arguments[1]);
    List<Path> jars;
    try (var files = Files.list(Path.of(arguments[0]))) {
        jars = files.filter(f -> f.toString().endsWith(".jar")).toList();
    }
    for (Path jar : jars) {
        store(jar, leftOut);
    }
}

void store(Path jar, Pattern leftOut) throws IOException {
    Path next = jar.resolveSibling(jar.getFileName() + ".next");
    try (var from = new ZipFile(jar.toFile());
            var to = new ZipOutputStream(Files.newOutputStream(next))) {
        to.setMethod(ZipOutputStream.STORED);
        for (ZipEntry entry : from.stream().toList()) {
            if (SIGNATURE.matcher(entry.getName()).matches()
                    || leftOut.matcher(entry.getName()).lookingAt()) {
                continue;
            }
            byte[] content = content(from, entry);
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

byte[] content(ZipFile jar, ZipEntry entry) throws IOException {
    byte[] content = jar.getInputStream(entry).readAllBytes();
    if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
        return unsigned(content);
    }
    return entry.getName().endsWith(".class") ? lean(jar, content) : content;
}

/** The manifest without a sum of each entry. */
byte[] unsigned(byte[] manifest) throws IOException {
    var whole = new Manifest(new ByteArrayInputStream(manifest));
    whole.getEntries().clear();
    var written = new ByteArrayOutputStream();
    whole.write(written);
    return written.toByteArray();
}

/** Without the names of local variables; what is older than Java 6 as of Java 8, with the stack maps that it must have then. */
byte[] lean(ZipFile jar, byte[] old) {
    ClassTransform bodies = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    if (ByteBuffer.wrap(old).getShort(6) >= ClassFile.JAVA_6_VERSION) {
        var classes = ClassFile.of(DebugElementsOption.DROP_DEBUG);
        return classes.transformClass(classes.parse(old), bodies);
    }
    var around = ClassHierarchyResolver.ofResourceParsing(type -> {
                String name = type.packageName().replace('.', '/') + "/" + type.displayName() + ".class";
                ZipEntry entry = jar.getEntry(name);
                try {
                    return entry == null ? null : new ByteArrayInputStream(jar.getInputStream(entry).readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            })
            .orElse(ClassHierarchyResolver.defaultResolver());
    var classes = ClassFile.of(
            DebugElementsOption.DROP_DEBUG, StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(around));
    ClassTransform version = (made, element) ->
            made.with(element instanceof ClassFileVersion ? ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0) : element);
    return classes.transformClass(classes.parse(old), version.andThen(bodies));
}
